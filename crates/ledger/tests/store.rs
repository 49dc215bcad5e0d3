//! Documents and claims go into a ledger and come out as they were; nothing is lost, doubled or overwritten.

mod support;

use casus_ledger::claim::{Kind, Role};
use casus_ledger::{Added, Entry, Error, Filter, Ledger, Reader, View};
use support::{entry, event, folder, long_text};

fn of(code: &str, other: &str) -> Filter {
    Filter {
        code: Some(code.into()),
        other: Some(other.into()),
        ..Filter::default()
    }
}

#[test]
fn what_goes_in_comes_out() {
    let folder = folder();
    let mut ledger = Ledger::open(folder.path().join("a.casus")).unwrap();
    let entry = entry("a", "2024-06-20", support::whole());
    let added = ledger.add(std::slice::from_ref(&entry)).unwrap();
    assert_eq!((added.documents, added.claims), (1, entry.claims.len()));
    let reader = ledger.reader().unwrap();
    let stored = reader.claims(&Filter::default()).unwrap();
    let claims: Vec<_> = stored.iter().map(|stored| stored.claim.clone()).collect();
    assert_eq!(claims, entry.claims);
    assert_eq!(stored[0].id, "a#0");
    assert_eq!(stored[2].id, "a!0");
    assert_eq!(stored[2].claim.kind, Kind::Obligation);
    assert_eq!(
        (stored[0].first_day.as_str(), stored[0].last_day.as_str()),
        ("2024-06-01", "2024-06-30")
    );
    assert_eq!(stored[1].first_day, "2024-06-20", "no date of its own");
    assert_eq!(reader.claim("a#1").unwrap().unwrap().claim, entry.claims[1]);
    assert_eq!(reader.claim("a#9").unwrap(), None);
    assert_eq!(
        reader.text(stored[0].document).unwrap(),
        entry.document.text
    );
}

#[test]
fn the_same_document_twice_changes_nothing() {
    let folder = folder();
    let mut ledger = Ledger::open(folder.path().join("a.casus")).unwrap();
    let entries = [entry(
        "a",
        "2024-06-20",
        vec![event("ASSAULT", "RUS", "UKR")],
    )];
    ledger.add(&entries).unwrap();
    assert!(ledger.reader().unwrap().has(&entries[0].document).unwrap());
    let again = ledger.add(&entries).unwrap();
    assert_eq!(
        again,
        Added {
            known: 1,
            ..Added::default()
        }
    );
    assert_eq!(
        ledger
            .reader()
            .unwrap()
            .claims(&Filter::default())
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn a_correction_takes_the_place_and_keeps_the_old() {
    let folder = folder();
    let mut ledger = Ledger::open(folder.path().join("a.casus")).unwrap();
    let first = entry("a", "2024-06-20", vec![event("ASSAULT", "RUS", "UKR")]);
    let mut second = entry("a", "2024-06-22", vec![event("ASSAULT", "UKR", "RUS")]);
    second.document.text.push_str(" Corrected.");
    ledger.add(&[first]).unwrap();
    let added = ledger.add(&[second]).unwrap();
    assert_eq!((added.documents, added.corrections), (0, 1));
    let actor = |known: Option<&str>| {
        let view = View {
            known: known.map(str::to_owned),
            ..View::default()
        };
        let claims = Reader::open(folder.path().join("a.casus"))
            .unwrap()
            .with_view(view)
            .claims(&of("RUS", "UKR"));
        let actors = claims
            .unwrap()
            .into_iter()
            .map(|stored| stored.claim.parties[0].actor.code.clone());
        actors.collect::<Vec<_>>()
    };
    assert_eq!(actor(None), ["UKR"]);
    assert_eq!(actor(Some("2024-06-22")), ["UKR"]);
    assert_eq!(actor(Some("2024-06-21")), ["RUS"]);
    assert!(actor(Some("2024-06-19")).is_empty());
}

#[test]
fn a_correction_dated_earlier_holds_from_the_day_it_is_read() {
    let folder = folder();
    let mut ledger = Ledger::open(folder.path().join("a.casus")).unwrap();
    ledger
        .add(&[entry(
            "a",
            "2024-06-20",
            vec![event("ASSAULT", "RUS", "UKR")],
        )])
        .unwrap();
    let mut second = entry("a", "2024-06-10", vec![]);
    second.read = "2024-07-01".into();
    second.document.text.push_str(" Corrected.");
    ledger.add(&[second]).unwrap();
    let count = |known: &str| {
        let view = View {
            known: Some(known.into()),
            ..View::default()
        };
        ledger
            .reader()
            .unwrap()
            .with_view(view)
            .claims(&Filter::default())
            .unwrap()
            .len()
    };
    assert_eq!((count("2024-06-25"), count("2024-07-01")), (1, 0));
}

#[test]
fn sources_can_be_left_out() {
    let folder = folder();
    let mut ledger = Ledger::open(folder.path().join("a.casus")).unwrap();
    let mut first = entry("a", "2024-06-20", vec![event("ASSAULT", "RUS", "UKR")]);
    first.document.publisher = Some("KCNA".into());
    let mut said = event("ASSAULT", "RUS", "UKR");
    said.speakers = vec![support::speaker("KCNA", "PRK", "asserts")];
    let second = entry(
        "b",
        "2024-06-20",
        vec![event("CONSULT", "RUS", "UKR"), said],
    );
    ledger.add(&[first, second]).unwrap();
    let without = |source: &str| {
        let view = View {
            known: None,
            without: vec![source.into()],
            ..View::default()
        };
        let reader = ledger.reader().unwrap().with_view(view);
        let claims = reader.claims(&of("UKR", "RUS")).unwrap();
        claims
            .into_iter()
            .map(|stored| stored.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(without("kcna"), ["b#0"]);
    assert_eq!(without("PRK"), ["a#0", "b#0"]);
    assert_eq!(without("TASS").len(), 3);
}

#[test]
fn reprints_are_known() {
    let folder = folder();
    let mut ledger = Ledger::open(folder.path().join("a.casus")).unwrap();
    let mut entries = [
        entry("a", "2024-06-20", vec![event("CONSULT", "RUS", "UKR")]),
        entry("b", "2024-06-22", vec![event("CONSULT", "RUS", "UKR")]),
        entry("c", "2024-06-22", vec![event("CONSULT", "RUS", "UKR")]),
        entry("d", "2024-08-22", vec![event("CONSULT", "RUS", "UKR")]),
    ];
    entries[0].document.text = long_text("Oslo");
    entries[1].document.text =
        format!("OSLO (Wire) - {} Reporting by the Wire.", long_text("Oslo"));
    entries[2].document.text = long_text("Riga");
    entries[3].document.text = long_text("Oslo");
    let added = ledger.add(&entries).unwrap();
    assert_eq!(added.reprints, 1, "months later it is a story of its own");
    let claims = ledger.reader().unwrap().claims(&Filter::default()).unwrap();
    let origins: Vec<_> = claims.iter().map(|stored| stored.origin).collect();
    assert_eq!(origins[0], origins[1]);
    assert_ne!(origins[0], origins[2]);
    assert_ne!(origins[0], origins[3]);
}

#[test]
fn two_writers_take_turns() {
    let folder = folder();
    let path = folder.path().join("a.casus");
    let write = |name: &'static str| {
        let path = path.clone();
        std::thread::spawn(move || {
            let mut ledger = Ledger::open(path).unwrap();
            for n in 0..50 {
                let claims = vec![event("ASSAULT", "RUS", name)];
                ledger
                    .add(&[entry(&format!("{name}{n}"), "2024-06-20", claims)])
                    .unwrap();
            }
        })
    };
    let writers = [write("UKR"), write("GEO")];
    writers
        .into_iter()
        .for_each(|writer| writer.join().unwrap());
    let reader = Reader::open(path).unwrap();
    assert_eq!(reader.claims(&Filter::default()).unwrap().len(), 100);
    for other in ["UKR", "GEO"] {
        let claims = reader.claims(&of("RUS", other)).unwrap();
        assert_eq!(claims.len(), 50, "{other}");
        assert!(
            claims
                .iter()
                .all(|stored| stored.claim.parties[1].actor.code == other)
        );
    }
}

#[test]
fn files_that_are_no_ledgers_are_told_apart_and_left() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(
        path("text"),
        "not a database, and long enough to be read as one",
    )
    .unwrap();
    rusqlite::Connection::open(path("other"))
        .unwrap()
        .execute_batch("CREATE TABLE a (b)")
        .unwrap();
    Ledger::open(path("newer"))
        .unwrap()
        .add(&[entry("a", "2024-06-20", vec![])])
        .unwrap();
    let newer = rusqlite::Connection::open(path("newer")).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    for name in ["text", "other", "newer"] {
        let before = std::fs::read(path(name)).unwrap();
        let written = Ledger::open(path(name)).err().unwrap();
        let read = Reader::open(path(name)).err().unwrap();
        match name {
            "newer" => assert!(
                matches!(
                    (&written, &read),
                    (Error::Newer { version: 99, .. }, Error::Newer { .. })
                ),
                "{written} {read}"
            ),
            _ => assert!(
                matches!(
                    (&written, &read),
                    (Error::Foreign { .. }, Error::Foreign { .. })
                ),
                "{written} {read}"
            ),
        }
        assert_eq!(std::fs::read(path(name)).unwrap(), before, "{name}");
    }
    assert!(matches!(
        Reader::open(path("none")).err().unwrap(),
        Error::Missing { .. }
    ));
    assert!(matches!(
        Ledger::open(path("no/such/folder")).err().unwrap(),
        Error::Unwritable { .. }
    ));
}

#[test]
fn a_ledger_that_is_cut_short_is_damaged() {
    let folder = folder();
    let path = folder.path().join("a");
    let mut ledger = Ledger::open(&path).unwrap();
    let entries: Vec<Entry> = (0..200)
        .map(|n| entry(&n.to_string(), "2024-06-20", support::whole()))
        .collect();
    ledger.add(&entries).unwrap();
    drop(ledger);
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let outcome = Reader::open(&path).and_then(|reader| reader.claims(&Filter::default()));
    assert!(matches!(outcome, Err(Error::Damaged { .. })), "{outcome:?}");
}

#[test]
fn a_reader_cannot_write() {
    let folder = folder();
    let ledger = Ledger::open(folder.path().join("a")).unwrap();
    let reader = ledger.reader().unwrap();
    let outcome = reader.connection().execute("DELETE FROM documents", []);
    assert!(outcome.is_err());
}

#[test]
fn parties_stand_in_their_roles() {
    let folder = folder();
    let mut ledger = Ledger::open(folder.path().join("a")).unwrap();
    let mut claim = event("CONSULT", "RUS", "PRK");
    claim.parties[1].role = Role::Actor;
    ledger
        .add(&[entry("a", "2024-06-20", vec![claim.clone()])])
        .unwrap();
    let stored = ledger.reader().unwrap().claims(&of("PRK", "RUS")).unwrap();
    assert_eq!(stored[0].claim, claim);
}

#[test]
fn the_file_alone_is_the_ledger_when_its_writer_is_gone() {
    let folder = folder();
    let path = folder.path().join("a.casus");
    let mut ledger = Ledger::open(&path).unwrap();
    let reader = ledger.reader().unwrap();
    ledger
        .add(&[entry("a", "2024-06-20", support::whole())])
        .unwrap();
    drop(ledger);
    drop(reader);
    let copy = folder.path().join("copy.casus");
    std::fs::copy(&path, &copy).unwrap();
    let claims = Reader::open(&copy).unwrap().claims(&Filter::default());
    assert_eq!(claims.unwrap().len(), 3);
}
