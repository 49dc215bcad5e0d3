//! Any rows in any table: no panic, and every fault points into its file. The first byte chooses the table; what is
//! embedded stands below, so that rows come as far as they can.

#![no_main]

use casus_codebook::{Codebook, Source};
use libfuzzer_sys::fuzz_target;

const TABLES: &[(&str, &str)] = &[
    ("en/frames/x.table", "word | part | actor | recipient | when | event | mode | context | cameo\n"),
    ("en/classes.table", "class | words\n"),
    ("en/light.table", "word | noun | subject | object\n"),
    ("en/reporting.table", "word | part | stance | speaker | content | addressee\n"),
    ("en/status.table", "word | part | slot | status\n"),
    ("en/agents.table", "word | sector | kind\n"),
    ("en/quantities.table", "word | part | kind | unit\n"),
    ("en/time.table", "word | kind | value | unit\n"),
    ("en/clitics.table", "word | kind | parts\n"),
    ("events/types.table", "name | quad | scale | future | recipient\n"),
    ("events/cameo.table", "code | type | goldstein | name\n"),
    ("world/states.table", "code | name | from | to | names | lat | lon\n"),
    ("world/organisations.table", "name | code | sector | kind | from | to | aliases\n"),
    ("world/offices.table", "office | country | titles | sector\n"),
    ("world/holders.table", "office | person | from | to | aliases | wikidata\n"),
    ("world/places.table", "geonameid | name | names | country | lat | lon | population\n"),
    ("en/hedges.table", ""),
];

/// What the rows of one table can name in the others.
const BASE: &[(&str, &str)] = &[
    ("events/types.table", "name | quad | scale\nACCUSE | 3 | -3\n"),
    ("events/modes.table", "type | mode\nACCUSE | allege\n"),
    ("events/sectors.table", "code | kind\nMIL | state\nIGO | group\n"),
    ("world/states.table", "code | name\nRUS | Russia\n"),
    ("world/offices.table", "office | country | titles\nRUS president | RUS | president\n"),
];

fuzz_target!(|input: (u8, &str)| {
    let (path, header) = TABLES[usize::from(input.0) % TABLES.len()];
    let text = format!("{header}{}", input.1);
    let source = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
    let base = BASE.iter().filter(|(other, _)| *other != path);
    let mut sources: Vec<Source> = base.map(|(path, text)| source(path, text)).collect();
    sources.push(source(path, &text));
    let (codebook, faults) = Codebook::load(sources);
    for fault in faults.iter().filter(|fault| fault.path == path) {
        assert!(text.get(fault.span.range()).is_some(), "{fault}");
    }
    let _ = codebook.world.named(input.1);
});
