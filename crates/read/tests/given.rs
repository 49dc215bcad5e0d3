//! Documents that a program makes, as if they were read from files.

use casus_read::{Documents, InputFault, Limits};
use casus_text::Document;

fn document(id: &str, text: &str) -> Document {
    Document {
        id: id.into(),
        text: text.into(),
        ..Document::default()
    }
}

fn read(
    given: Vec<Result<Document, InputFault>>,
    limits: Limits,
) -> Vec<Result<Document, InputFault>> {
    Documents::from_documents(given.into_iter(), "given", limits).collect()
}

#[test]
fn long_texts_come_in_parts() {
    let limits = Limits {
        longest_text: 16,
        ..Limits::default()
    };
    let long = document("a", "Oil rose.\n\nGas fell.\n\nRain.");
    let found = read(vec![Ok(long), Ok(document("b", "Snow."))], limits);
    let found: Vec<_> = found.into_iter().map(Result::unwrap).collect();
    let parts: Vec<_> = found
        .iter()
        .map(|one| (one.id.as_str(), one.text.as_str()))
        .collect();
    let expected = [
        ("a", "Oil rose.\n\n"),
        ("a@11", "Gas fell.\n\nRain."),
        ("b", "Snow."),
    ];
    assert_eq!(parts, expected);
}

#[test]
fn long_fields_are_left_out_and_faults_pass() {
    let titled = Document {
        title: Some("x".repeat(20_000)),
        ..document("a", "Oil rose.")
    };
    let fault = InputFault {
        path: "row 1".into(),
        line: None,
        offset: None,
        reason: "no day".into(),
    };
    let found = read(vec![Ok(titled), Err(fault.clone())], Limits::default());
    let told = found[0].clone().unwrap_err();
    assert!(told.path == "given" && told.reason.contains("`title`"));
    assert_eq!(found[1].clone().unwrap(), document("a", "Oil rose."));
    assert_eq!(found[2], Err(fault));
}
