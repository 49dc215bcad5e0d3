//! A user's folder on top of what is embedded: it adds, and it wins.

use casus_codebook::frame::Part;
use casus_codebook::world::Entry;
use casus_codebook::{Codebook, Source};

fn with(files: &[(&str, &str)]) -> Codebook {
    let source = |&(path, text): &(&str, &str)| Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let (codebook, faults) = Codebook::embedded_with(files.iter().map(source).collect());
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    codebook
}

#[test]
fn nothing_on_top_is_what_is_embedded() {
    let (ours, theirs) = (Codebook::embedded(), with(&[]));
    assert_eq!(ours.frames.all.len(), theirs.frames.all.len());
    assert_eq!(ours.world.named("Russia"), theirs.world.named("Russia"));
}

#[test]
fn a_frame_takes_the_place_of_ours() {
    let header = "word | part | actor | recipient | when | event\n";
    let ours = Codebook::embedded();
    let plain = ours
        .frames
        .of(Part::Verb, "attack")
        .filter(|frame| frame.when.is_empty() && frame.more.is_empty());
    assert_eq!(plain.count(), 1);
    let codebook = with(&[(
        "en/frames/mine.table",
        &format!("{header}attack | verb | subject | object | | NONE\n"),
    )]);
    let frames = codebook.frames.of(Part::Verb, "attack");
    let plain: Vec<_> = frames
        .filter(|frame| frame.when.is_empty() && frame.more.is_empty())
        .collect();
    assert_eq!(plain.len(), 1);
    assert!(plain[0].event.is_none());
    assert_eq!(plain[0].name(), "mine/attack:2");
}

#[test]
fn a_name_stands_for_what_the_user_says() {
    let organisations = "name | code | sector | aliases\nKremlin Group | MNC | BUS | the Kremlin\n";
    let codebook = with(&[("world/organisations.table", organisations)]);
    let entries = codebook.world.named("Kremlin");
    assert!(
        entries
            .iter()
            .all(|entry| matches!(entry, Entry::Organisation(_) | Entry::Place(_))),
        "{entries:?}"
    );
    let Entry::Organisation(id) = entries[0] else {
        panic!("an organisation")
    };
    assert_eq!(
        &*codebook.world.organisations[id as usize].name,
        "Kremlin Group"
    );
}

#[test]
fn a_term_takes_its_days_from_ours() {
    let offices = "office | country | titles\nRUS president | RUS | president\n";
    let holders =
        "office | person | from | to\nRUS president | Ivan Petrov | 2020-01-01 | 2020-12-31\n";
    let codebook = with(&[
        ("world/offices.table", offices),
        ("world/holders.table", holders),
    ]);
    let holder = |day| {
        let term = codebook.world.holder_on("RUS", "president", day);
        term.map(|term| &*codebook.world.persons[term.person as usize].name)
    };
    assert_eq!(holder(20191231), Some("Vladimir Putin"));
    assert_eq!(holder(20200101), Some("Ivan Petrov"));
    assert_eq!(holder(20201231), Some("Ivan Petrov"));
    assert_eq!(holder(20210101), Some("Vladimir Putin"));
}

#[test]
fn only_the_faults_of_the_user_are_told() {
    let source = Source {
        path: "en/agents.table".to_owned(),
        text: "word | sector\nbard | ART\n".to_owned(),
    };
    let (_, faults) = Codebook::embedded_with(vec![source]);
    let codes: Vec<&str> = faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["unknown-sector"]);
}
