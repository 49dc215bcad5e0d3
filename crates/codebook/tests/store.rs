//! A codebook as bytes is the same codebook, and bytes that are none are refused.

use casus_codebook::frame::Part;
use casus_codebook::{Codebook, Source};

const FILES: &[(&str, &str)] = &[
    (
        "events/types.table",
        "name | quad | scale\nACCUSE | 3 | -2\nASSAULT | 4 | -9.5\n",
    ),
    ("events/modes.table", "type | mode\nACCUSE | allege\n"),
    ("events/contexts.table", "context\nmilitary\n"),
    ("events/sectors.table", "code | kind\nMIL | state\n"),
    ("en/classes.table", "class | words\narms | rocket; shell\n"),
    ("en/prepositions.table", "word\nfor\nof\n"),
    (
        "en/frames/test.table",
        "word | part | actor | recipient | when | event | mode | context\n\
         blame; point finger | verb | subject | object, for.owner | object: @actor, !weather; near: @arms | ACCUSE | allege |\n\
         rocket attack | noun | subject | of + object | object: any; of: none; passive: no | ASSAULT | | military\n",
    ),
    (
        "en/light.table",
        "word | noun | subject\ncarry out | object | subject\n",
    ),
    (
        "en/reporting.table",
        "word | part | stance | content\nsay | verb | asserts | clause\n",
    ),
    (
        "en/status.table",
        "word | part | slot | status\nplan | verb | clause | future\n",
    ),
    (
        "en/agents.table",
        "word | sector | kind\nsoldier | MIL | title\n",
    ),
    (
        "en/time.table",
        "word | kind | value\nyesterday | day | -1\n",
    ),
    ("en/numbers.table", "word | value\ndozen | 12\nhalf | 0.5\n"),
    (
        "en/clitics.table",
        "word | kind | parts\ncannot | parted | can not\n",
    ),
    (
        "en/abbreviations.table",
        "word | kind | before\nGen. | title |\n",
    ),
    (
        "world/states.table",
        "code | name | from | names | adjectives | capital | lat | lon\nRUS | Russia | 1991-12 | | Russian | Moscow | 55.75 | 37.6\n",
    ),
    (
        "world/organisations.table",
        "name | code | sector\nRed Army | RUS | MIL\n",
    ),
    (
        "world/offices.table",
        "office | country | titles\nRUS president | RUS | president\n",
    ),
    (
        "world/holders.table",
        "office | person | from | wikidata\nRUS president | Vladimir Putin | 2012-05-07 | Q7747\n",
    ),
    (
        "world/places.table",
        "geonameid | name | country | region | lat | lon\n524901 | Moscow | RUS | Moscow | 55.75 | 37.61\n",
    ),
    (
        "law/goods.table",
        "class | part-of | name\ngoods | | Goods\narms | goods | Arms\n",
    ),
    (
        "law/members.table",
        "organisation | state | role | from | to\nRed Army | RUS | observer | 1992 | 1999-04\n",
    ),
    (
        "law/treaties.table",
        "id | name | kind | signed | in-force | suspended | resumed | ended | place | depositary | parties | source | wikidata | note\n\
         pact | A pact | alliance | 1995 | 1996 | 1997 | 1998-02 | 1999-12-31 | Moscow | RUS | RUS | Ours | Q1 | Made up\n\
         old | Old | peace | 1994 | | | | | | | @Red Army | | |\n",
    ),
    (
        "law/parties.table",
        "treaty | state | ratified | note\npact | RUS | 1995-06-07 | late\n",
    ),
    (
        "law/obligations.table",
        "treaty | article | kind | owed-by | owed-to | trigger | against | where | conditions | from | to | note\n\
         pact | 5 | defence | RUS | each | armed-attack | RUS | at sea | a; b | 1996 | 1999 | Made up\n",
    ),
    (
        "law/regimes.table",
        "id | name | sender | target | act | committee | from | to | objective | contested | source | note\n\
         one | One | Red Army | RUS | Act 1 | Committee | 2001 | 2002 | end war | RUS 2001-02-03 | Ours | Made up\n",
    ),
    (
        "law/measures.table",
        "regime | id | type | direction | class | aim | cap | unit | per | exemptions | act | paragraph | from | to | binds | source | note\n\
         one | oil | cap | both | arms; goods | area | 0.5 | tonne | year | food; medicine | Act 1 | 3 | 2001 | 2002 | nobody | Ours | Made up\n",
    ),
    (
        "law/conflicts.table",
        "id | a | b | kind | over | with-a | with-b | from | to | intensity | source | note\n\
         x | RUS | | internal | both | RUS | RUS | 1999 | 2000 | war | Ours | Made up\n",
    ),
    (
        "law/ties.table",
        "a | b | kind | state | from | to | source | note\n\
         RUS | Red Army | recognition | refused | 1999 | 2000 | Ours | Made up\n",
    ),
    (
        "rules/accuse/charge.rule",
        "verb charge\nevent ACCUSE\nyes \"A charged B.\" ACCUSE allege: RUS -> \"B\" (actual; asserts RUS.MIL)\nno \"A left.\"\n",
    ),
];

fn codebook() -> Codebook {
    let source = |(path, text): &(&str, &str)| Source {
        path: (*path).to_owned(),
        text: (*text).to_owned(),
    };
    let (codebook, faults) = Codebook::load(FILES.iter().map(source).collect());
    assert!(faults.is_empty(), "{faults:?}");
    codebook
}

#[test]
fn a_codebook_comes_back_from_its_bytes() {
    let (before, bytes) = (codebook(), codebook().to_bytes());
    let after = Codebook::from_bytes(&bytes).unwrap();
    assert!(after.to_bytes() == bytes);
    for (part, word) in [
        (Part::Verb, "blame"),
        (Part::Noun, "attack"),
        (Part::Verb, "charge"),
    ] {
        let frame = |codebook: &Codebook| format!("{:?}", codebook.frames.of(part, word).next());
        assert_eq!(frame(&after), frame(&before));
    }
    let shown = |codebook: &Codebook| {
        let (world, language) = (&codebook.world, &codebook.language);
        let capital = world.capital_place(0).map(|place| place.geoname);
        let holder = world
            .holder_on("RUS", "president", 20200101)
            .map(|term| term.person);
        let names = format!("{:?} {:?}", world.persons, world.places);
        (
            capital,
            holder,
            names,
            language.numbers.get("half").copied(),
        )
    };
    assert_eq!(shown(&after), shown(&before));
    assert_eq!(format!("{:?}", after.law), format!("{:?}", before.law));
    assert_eq!(before.law.obligations.len(), 1);
    assert_eq!((shown(&after).0, shown(&after).1), (Some(524_901), Some(0)));
}

#[test]
fn bytes_that_are_cut_or_too_long_are_refused() {
    let mut bytes = codebook().to_bytes();
    for end in 0..bytes.len() {
        assert!(Codebook::from_bytes(&bytes[..end]).is_none(), "{end}");
    }
    bytes.push(0);
    assert!(Codebook::from_bytes(&bytes).is_none());
}
