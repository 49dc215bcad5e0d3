//! Any text in any file: no panic, and every fault points into its file.
#![allow(clippy::unwrap_used, clippy::expect_used)] // The helpers of tests may panic as the tests do.

use casus_codebook::{Codebook, Source};
use casus_text::Span;
use proptest::prelude::*;

/// Every kind of file, with a header that lets rows through.
const FILES: &[(&str, &str)] = &[
    (
        "en/frames/x.table",
        "word | part | actor | recipient | when | event | mode | context | cameo\n",
    ),
    ("en/classes.table", "class | words\n"),
    ("en/light.table", "word | noun | subject | object\n"),
    (
        "en/reporting.table",
        "word | part | stance | speaker | content | addressee\n",
    ),
    ("en/hedges.table", "word | part | stance\n"),
    ("en/status.table", "word | part | slot | status\n"),
    ("en/agents.table", "word | sector | kind\n"),
    ("en/contexts.table", "word | part | context\n"),
    ("en/names.table", "kind | words\ngiven | anna\n"),
    ("en/quantities.table", "word | part | kind | unit\n"),
    ("en/time.table", "word | kind | value | unit\n"),
    ("en/numbers.table", "word | value\n"),
    ("en/grammar.table", "key | words\n"),
    ("en/prepositions.table", "word\n"),
    ("en/templates.table", "key | text\n"),
    ("en/abbreviations.table", "word | kind | before\n"),
    ("en/clitics.table", "word | kind | parts\n"),
    (
        "events/types.table",
        "name | quad | scale | future | recipient\nACCUSE | 3 | -3\n",
    ),
    (
        "events/modes.table",
        "type | mode | scale\nACCUSE | allege\n",
    ),
    ("events/contexts.table", "context\nmilitary\n"),
    ("events/sectors.table", "code | kind\nMIL | state\n"),
    (
        "events/cameo.table",
        "code | type | goldstein | name\n11 | ACCUSE | -2 | Accuses\n",
    ),
    ("events/ACCUSE.md", "```casus 2024-06-19\n"),
    ("rules/accuse/x.rule", "verb blame\nevent ACCUSE\n"),
    (
        "world/states.table",
        "code | name | from | to | names | lat | lon\nRUS | Russia |\n",
    ),
    (
        "world/organisations.table",
        "name | code | sector | kind | from | to | aliases\n",
    ),
    (
        "world/offices.table",
        "office | country | titles | sector\nRUS president | RUS | president\n",
    ),
    (
        "world/holders.table",
        "office | person | from | to | aliases | wikidata\n",
    ),
    (
        "world/places.table",
        "geonameid | name | names | country | lat | lon | population\n",
    ),
    (
        "world/towns.table",
        "geonameid | name | names | kind | country | region | lat | lon | population | after\n",
    ),
    (
        "law/conflicts.table",
        "id | a | b | kind | with-a | from | to\n",
    ),
    ("law/goods.table", "class | part-of | name\n"),
    (
        "law/treaties.table",
        "id | name | kind | signed | in-force | ended | parties\n",
    ),
    ("law/parties.table", "treaty | state | signed | ended\n"),
    (
        "law/obligations.table",
        "treaty | article | kind | owed-by | owed-to | trigger | from | to\n",
    ),
    (
        "law/regimes.table",
        "id | name | sender | target | act | from | to | contested\n",
    ),
    (
        "law/measures.table",
        "regime | id | type | direction | class | cap | unit | act | from | binds\n",
    ),
    (
        "law/members.table",
        "organisation | state | role | from | to\n",
    ),
    ("law/ties.table", "a | b | kind | state | from | to\n"),
    ("unknown.txt", ""),
];

/// Text that looks like our formats often enough to come far.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("|"),
        Just(" | "),
        Just(";"),
        Just(","),
        Just(":"),
        Just("."),
        Just("+"),
        Just("->"),
        Just("=>"),
        Just("\n"),
        Just("\r\n"),
        Just("@"),
        Just("!"),
        Just("#"),
        Just("("),
        Just(")"),
        Just("\""),
        Just("```"),
        Just("\u{feff}"),
        Just("\u{0}"),
        Just("é"),
        Just("\u{301}"),
        Just("’s"),
        Just("北京"),
        Just("verb"),
        Just("noun"),
        Just("object"),
        Just("subject"),
        Just("clause"),
        Just("@actor"),
        Just("any"),
        Just("none"),
        Just("near"),
        Just("passive"),
        Just("yes \""),
        Just("no \""),
        Just("when "),
        Just("event "),
        Just("ACCUSE"),
        Just("allege"),
        Just("MIL"),
        Just("RUS"),
        Just("RUS president"),
        Just("2024"),
        Just("2024-06-31"),
        Just("-1"),
        Just("1e40"),
        Just("NaN"),
        Just("word"),
        Just("x y"),
        Just("a"),
    ];
    let known = prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat());
    prop_oneof![known, any::<String>()]
}

fn check(sources: Vec<Source>) {
    let (codebook, faults) = Codebook::load(sources.clone());
    for fault in faults {
        let source = sources
            .iter()
            .find(|s| s.path == fault.path)
            .expect("the fault of a file");
        assert_in(source, &fault);
        assert!(fault.to_string().contains(fault.code));
    }
    for source in &sources {
        let words: Vec<Span> = words(&source.text);
        for at in 0..words.len() {
            if let Some((count, entries)) = codebook.world.longest(&source.text, &words, at) {
                assert!(count > 0 && at + count <= words.len() && !entries.is_empty());
                let _ = codebook.world.resolve_state(entries, 20240619);
            }
        }
    }
}

fn words(text: &str) -> Vec<Span> {
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split_whitespace()
        .map(|word| Span::new(start(word), start(word) + word.len()))
        .collect()
}

fn assert_in(source: &Source, fault: &casus_codebook::Diagnostic) {
    assert!(source.text.get(fault.span.range()).is_some(), "{fault}");
    assert!(
        fault.line >= 1 && fault.line as usize <= source.text.split('\n').count(),
        "{fault}"
    );
    let line = source
        .text
        .split('\n')
        .nth(fault.line as usize - 1)
        .unwrap_or_default();
    assert_eq!(
        line.trim_start_matches('\u{feff}').trim_end_matches('\r'),
        fault
            .text
            .trim_start_matches('\u{feff}')
            .trim_end_matches('\r'),
        "{fault}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_in_any_file(number in 0..FILES.len(), rows in text(), alone in any::<bool>()) {
        let mut sources: Vec<Source> = FILES
            .iter()
            .map(|(path, header)| Source { path: (*path).to_owned(), text: (*header).to_owned() })
            .collect();
        let header = if alone { "" } else { FILES[number].1 };
        sources[number].text = format!("{header}{rows}");
        check(sources);
    }

    #[test]
    fn any_path(path in "(en|world|events|rules)?/?[a-z/.]{0,20}(\\.table|\\.rule|\\.md)?", rows in text()) {
        let (_, faults) = Codebook::load(vec![Source { path, text: rows }]);
        for fault in faults {
            prop_assert!(!fault.to_string().is_empty());
        }
    }
}
