//! What tables and rules compile to: frames in the order in which they decide, classes, light verbs, examples.

use casus_codebook::frame::{Condition, ExpectedActor, Frame, Part, Role, Slot, Test};
use casus_codebook::{Codebook, Source};

const BASE: &[(&str, &str)] = &[
    (
        "events/types.table",
        "name | quad | scale | future\nAGREE | 1 | 2.5 |\nCONSULT | 1 | 2.5 | AGREE\nACCUSE | 3 | -3 |\nASSAULT | 4 | -9 |\n",
    ),
    (
        "events/modes.table",
        "type | mode | scale\nCONSULT | visit | 4\nACCUSE | allege |\nASSAULT | aerial | -9.5\n",
    ),
    ("events/contexts.table", "context\nmilitary\n"),
    (
        "events/sectors.table",
        "code | kind\nMIL | state\nIGO | group\n",
    ),
    (
        "events/cameo.table",
        "code | type | goldstein | name\n04 | CONSULT | 1 | Consults\n042 | CONSULT | 1.9 | Visits\n043 | CONSULT | | Hosts\n",
    ),
];
const HEADER: &str = "word | part | actor | recipient | when | event | mode | context | cameo\n";

fn load(files: &[(&str, &str)]) -> Codebook {
    let source = |&(path, text): &(&str, &str)| Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let (codebook, faults) = Codebook::load(BASE.iter().chain(files).map(source).collect());
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    codebook
}

fn load_frames(rows: &str) -> Codebook {
    load(&[("en/frames/test.table", &format!("{HEADER}{rows}"))])
}

/// The frames of a word in their order, by the line of their row.
fn lines(codebook: &Codebook, part: Part, word: &str) -> Vec<u32> {
    codebook
        .frames
        .of(part, word)
        .map(|frame| frame.origin.line)
        .collect()
}

fn only(codebook: &Codebook, part: Part, word: &str) -> Frame {
    let frames: Vec<&Frame> = codebook.frames.of(part, word).collect();
    assert_eq!(frames.len(), 1, "{word}");
    frames[0].clone()
}

fn slot(name: &str) -> Slot {
    Slot::Preposition(name.into())
}

#[test]
fn a_row_stands_for_each_of_its_words() {
    let codebook = load_frames(
        "attack; carry out  | verb | subject | object | | ASSAULT | aerial | military | 04\n",
    );
    let attack = only(&codebook, Part::Verb, "attack");
    assert_eq!(
        attack
            .event
            .map(|id| codebook.ontology.event_type(id).name.as_str()),
        Some("ASSAULT")
    );
    assert_eq!(
        (&*attack.modes, &*attack.contexts),
        (&["aerial".into()][..], &["military".into()][..])
    );
    assert_eq!(attack.cameo.as_deref(), Some("04"));
    assert_eq!(attack.name(), "test/attack:2");
    let carry = only(&codebook, Part::Verb, "carry");
    assert_eq!(*carry.more, ["out".into()]);
    assert_eq!(carry.name(), "test/carry-out:2");
    assert!(codebook.frames.of(Part::Noun, "attack").next().is_none());
}

#[test]
fn the_head_of_a_noun_is_its_last_word() {
    let codebook = load_frames("joint air strike | noun | subject | on | | ASSAULT\n");
    let strike = only(&codebook, Part::Noun, "strike");
    assert_eq!(*strike.more, ["joint".into(), "air".into()]);
    assert_eq!(
        strike.words().collect::<Vec<_>>(),
        ["joint", "air", "strike"]
    );
}

#[test]
fn roles_are_choices_of_groups_of_paths() {
    let codebook = load_frames("meet | verb | subject + with, object.owner | to | | CONSULT\n");
    let meet = only(&codebook, Part::Verb, "meet");
    let role = |choices| Role { choices };
    assert_eq!(
        *meet.actor,
        role(vec![
            vec![vec![Slot::Subject], vec![slot("with")]],
            vec![vec![Slot::Object, Slot::Owner]]
        ])
    );
    assert_eq!(*meet.recipient, role(vec![vec![vec![slot("to")]]]));
}

#[test]
fn conditions_say_what_they_are_written_to_say() {
    let word = |text: &str| Test::Word(text.into());
    let fits = |any, none, empty| Condition::Fits {
        path: vec![Slot::Object],
        any,
        none,
        empty,
    };
    let cases = [
        ("object: any", Condition::Filled(vec![Slot::Object])),
        ("object: none", Condition::Empty(vec![Slot::Object])),
        (
            "object: shell, fuel  tank",
            fits(vec![word("fuel tank"), word("shell")], vec![], false),
        ),
        (
            "object: @actor, none",
            fits(vec![Test::Actor], vec![], true),
        ),
        // A word that must not stand there does not stand in an empty slot.
        ("object: !shell", fits(vec![], vec![word("shell")], true)),
        (
            "object: any, !shell",
            fits(vec![], vec![word("shell")], false),
        ),
        (
            "object: @weapon, !shell",
            fits(
                vec![Test::Class("weapon".into())],
                vec![word("shell")],
                false,
            ),
        ),
        (
            "object: @MIL",
            fits(vec![Test::Sector("MIL".into())], vec![], false),
        ),
        (
            "object: @IGO",
            fits(vec![Test::Sector("IGO".into())], vec![], false),
        ),
        ("passive: yes", Condition::Passive(true)),
        (
            "near: @weapon, war",
            Condition::Near(vec!["gun".into(), "shell".into(), "war".into()]),
        ),
    ];
    for (written, meant) in cases {
        let row = format!("{HEADER}fire | verb | subject | at | {written} | ASSAULT\n");
        let classes = "class | words\nweapon | gun; shell\n";
        let codebook = load(&[
            ("en/frames/test.table", &row),
            ("en/classes.table", classes),
        ]);
        assert_eq!(
            *only(&codebook, Part::Verb, "fire").when,
            [meant],
            "{written}"
        );
    }
    let codebook =
        load_frames("fire | verb | subject | at | clause.to: @ASSAULT, @event | ASSAULT\n");
    let assault = codebook.ontology.type_named("ASSAULT").unwrap();
    let path = vec![Slot::Clause, slot("to")];
    let any = vec![Test::Event, Test::Type(assault)];
    let expected = Condition::Fits {
        path,
        any,
        none: vec![],
        empty: false,
    };
    assert_eq!(*only(&codebook, Part::Verb, "fire").when, [expected]);
}

#[test]
fn the_most_special_frame_comes_first() {
    let codebook = load_frames(
        "fire | verb | subject | object | | ASSAULT\n\
         fire | verb | subject | at | object: any | ASSAULT\n\
         fire | verb | subject | at | object: @actor | ASSAULT\n\
         fire | verb | subject | at | object: @state | NONE\n\
         fire | verb | subject | at | object: @weapon | ASSAULT | aerial\n\
         fire back | verb | subject | at | object: any; at: any | ASSAULT\n"
            .replace("@weapon", "missile")
            .as_str(),
    );
    // Three by conditions and words; then one condition, the special before the general; then none.
    assert_eq!(lines(&codebook, Part::Verb, "fire"), [7, 5, 4, 6, 3, 2]);
    assert_eq!(
        codebook
            .frames
            .of(Part::Verb, "fire")
            .filter(|frame| frame.event.is_none())
            .count(),
        1
    );
}

#[test]
fn a_rule_wins_over_a_row_with_as_many_conditions() {
    let rule = "# Blame.\nverb  blame; fault\nwhen  object: @actor\nactor subject\nrecipient object\nevent ACCUSE\n\
                mode allege\nyes \"Iran blamed “Israel”.\"  ACCUSE allege: IRN + \"gunmen\" -> ISR.MIL (future; denies KOR)\n\
                yes \"Iran blamed no one.\" none\nno \"Iran slept.\"\n";
    let rows = format!("{HEADER}blame | verb | subject | object | object: @place | ACCUSE\n");
    let codebook = load(&[
        ("en/frames/test.table", &rows),
        ("rules/accuse/blame-for.rule", rule),
    ]);
    let names: Vec<String> = codebook
        .frames
        .of(Part::Verb, "blame")
        .map(Frame::name)
        .collect();
    assert_eq!(names, ["accuse/blame-for", "test/blame:2"]);
    let [yes, nothing, no] = &codebook.frames.examples[..] else {
        panic!("three examples")
    };
    assert_eq!(
        (yes.text.as_str(), yes.owner.as_str()),
        ("Iran blamed “Israel”.", "accuse/blame-for")
    );
    let [event] = &yes.events[..] else {
        panic!("one event")
    };
    assert_eq!(
        (event.event.as_str(), &event.modes[..]),
        ("ACCUSE", &["allege".to_owned()][..])
    );
    let code = |code: &str, sectors: &[&str]| {
        ExpectedActor::Code(
            code.to_owned(),
            sectors.iter().map(|s| (*s).to_owned()).collect(),
        )
    };
    assert_eq!(
        event.actors,
        [code("IRN", &[]), ExpectedActor::Text("gunmen".to_owned())]
    );
    assert_eq!(event.recipients, [code("ISR", &["MIL"])]);
    assert_eq!(event.status, "future");
    assert_eq!(event.speaker, Some(("denies".to_owned(), code("KOR", &[]))));
    assert!(nothing.events.is_empty() && !nothing.negative);
    assert!(no.events.is_empty() && no.negative);
}

#[test]
fn pages_give_the_sentences_of_their_fences() {
    let page = "# Accuse\n\n```casus 2024-06-19\nIran blamed Israel\nfor the blast.\n=> ACCUSE: IRN -> ISR; CONSULT visit: IRN\n\
                => ASSAULT: ISR\nThe minister went home.\n=> none\n```\n\n```rust\nlet x;\n```\n";
    let codebook = load(&[("events/ACCUSE.md", page)]);
    let [blast, home] = &codebook.frames.examples[..] else {
        panic!("two examples")
    };
    assert_eq!(blast.text, "Iran blamed Israel for the blast.");
    assert_eq!(blast.date.as_deref(), Some("2024-06-19"));
    let events: Vec<&str> = blast.events.iter().map(|e| e.event.as_str()).collect();
    assert_eq!(events, ["ACCUSE", "CONSULT", "ASSAULT"]);
    assert_eq!(
        (home.text.as_str(), home.events.len(), home.origin.line),
        ("The minister went home.", 0, 8)
    );
}

#[test]
fn classes_hold_the_words_of_the_classes_that_they_name() {
    let classes = "class | words\nmunition | @missile; shell\nmissile | rocket; cruise missile\nmissile | drone\n";
    let codebook = load(&[("en/classes/war.table", classes)]);
    for word in ["shell", "rocket", "cruise missile", "drone"] {
        assert!(codebook.frames.class_has("munition", word), "{word}");
    }
    assert!(!codebook.frames.class_has("missile", "shell"));
    assert!(!codebook.frames.class_has("nothing", "shell"));
}

#[test]
fn light_verbs_stand_under_their_first_word() {
    let light = "word | noun | subject | object\ncarry out; launch | object | subject |\ncome | under | from | subject\n";
    let codebook = load(&[("en/light.table", light)]);
    let [carry] = &codebook.frames.light["carry"][..] else {
        panic!("one row")
    };
    assert_eq!(
        (&*carry.more, &carry.noun, &carry.subject),
        (&["out".into()][..], &Slot::Object, &Some(Slot::Subject))
    );
    let [come] = &codebook.frames.light["come"][..] else {
        panic!("one row")
    };
    assert_eq!(
        (&come.noun, &come.subject, &come.object),
        (&slot("under"), &Some(slot("from")), &Some(Slot::Subject))
    );
}

#[test]
fn a_code_without_a_figure_has_that_of_the_code_above() {
    let ontology = load(&[]).ontology;
    assert_eq!(ontology.goldstein("042"), Some(1.9));
    assert_eq!(ontology.goldstein("043"), Some(1.0));
    assert_eq!(ontology.goldstein("0429"), Some(1.9));
    assert_eq!(ontology.goldstein("99"), None);
    assert_eq!(
        ontology.cameo("0431").map(|c| c.name.as_str()),
        Some("Hosts")
    );
    assert!(ontology.cameo("").is_none() && ontology.cameo("é").is_none());
    let consult = ontology.type_named("CONSULT").unwrap();
    assert_eq!(
        ontology.event_type(consult).future,
        ontology.type_named("AGREE")
    );
}

#[test]
fn classes_of_goods_are_classes_of_words() {
    let codebook = load(&[
        (
            "law/goods.table",
            "class | part-of | name\narms | | Arms\narmour | arms | Tanks\nfood | | Food\n",
        ),
        (
            "en/goods.table",
            "word | part | class\nweapon | noun | arms\ntank; leopard 2 | noun | armour\nrice | noun | food\nfeed | verb | food\n",
        ),
        (
            "en/classes.table",
            "class | words\nfood | bread\nsent | letter; @armour\n",
        ),
        (
            "en/frames/test.table",
            &format!(
                "{HEADER}ship | verb | subject | | object: @arms, @sent, @food | ASSAULT | | |\n"
            ),
        ),
    ]);
    let frames = &codebook.frames;
    for word in ["weapon", "tank", "leopard 2"] {
        assert!(frames.class_has("arms", word), "{word}");
    }
    assert!(!frames.class_has("arms", "rice"));
    assert!(frames.class_has("sent", "tank") && frames.class_has("sent", "letter"));
    // A class of words of that name goes before.
    assert!(frames.class_has("food", "bread") && !frames.class_has("food", "rice"));
    assert_eq!(frames.all.len(), 1);
}

#[test]
fn hyphens_are_parted_as_the_splitter_parts_them() {
    let classes = "class | words\ntruce | cease-fire\n";
    let rows = "counter-offensive; sit-in; sit - in | noun | subject | | of: @truce, by-pass; near: by-law | ASSAULT | | |\n\
                stir-fry | verb | subject | | | ASSAULT | | |\n";
    let codebook = load(&[
        ("en/classes.table", classes),
        ("en/prepositions.table", "word\nof\n"),
        ("en/frames/test.table", &format!("{HEADER}{rows}")),
    ]);
    let words: Vec<Vec<&str>> = codebook
        .frames
        .all
        .iter()
        .map(|frame| frame.words().collect())
        .collect();
    assert!(
        words.contains(&vec!["counter", "-", "offensive"]),
        "{words:?}"
    );
    assert_eq!(words.len(), 5, "{words:?}");
    assert!(codebook.frames.class_has("truce", "cease - fire"));
    let of = |word: &str| codebook.frames.of(Part::Noun, word).next();
    let conditions = of("offensive").map(|frame| format!("{:?}", frame.when));
    let conditions = conditions.unwrap_or_default();
    assert!(
        conditions.contains("by - pass") && conditions.contains("by - law"),
        "{conditions}"
    );
}
