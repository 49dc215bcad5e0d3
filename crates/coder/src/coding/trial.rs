//! Conditions of frames in the words of the format, for those who ask why.

use casus_codebook::frame::{Condition, Slot, Test};

/// A condition in the words of the format.
pub(super) fn describe(condition: &Condition) -> Box<str> {
    match condition {
        Condition::Fits {
            path, any, none, ..
        } => {
            let words = any
                .iter()
                .map(word_of)
                .chain(none.iter().map(|t| format!("!{}", word_of(t))));
            format!(
                "{}: {}",
                path_of(path),
                words.collect::<Vec<_>>().join(", ")
            )
            .into()
        }
        Condition::Filled(path) => format!("{}: any", path_of(path)).into(),
        Condition::Empty(path) => format!("{}: none", path_of(path)).into(),
        Condition::Near(words) => format!("near: {}", words.join(", ")).into(),
        Condition::Governor(words) => format!("governor: {}", words.join(", ")).into(),
        Condition::Sentence(words) => format!("sentence: {}", words.join(", ")).into(),
        Condition::Denied(wanted) => {
            format!("denied: {}", if *wanted { "yes" } else { "no" }).into()
        }
        Condition::Passive(wanted) => {
            format!("passive: {}", if *wanted { "yes" } else { "no" }).into()
        }
    }
}

pub(super) fn path_of(path: &[Slot]) -> String {
    let step = |slot: &Slot| match slot {
        Slot::Subject => "subject".to_owned(),
        Slot::Object => "object".to_owned(),
        Slot::Indirect => "indirect".to_owned(),
        Slot::Clause => "clause".to_owned(),
        Slot::Owner => "owner".to_owned(),
        Slot::Preposition(word) => word.to_string(),
    };
    path.iter().map(step).collect::<Vec<_>>().join(".")
}

pub(super) fn word_of(test: &Test) -> String {
    match test {
        Test::Word(word) => word.to_string(),
        Test::Class(class) => format!("@{class}"),
        Test::Sector(sector) => format!("@{sector}"),
        Test::Actor => "@actor".to_owned(),
        Test::State => "@state".to_owned(),
        Test::Organisation => "@organisation".to_owned(),
        Test::Person => "@person".to_owned(),
        Test::Place => "@place".to_owned(),
        Test::Event => "@event".to_owned(),
        Test::Type(event) => format!("@type {}", event.0),
    }
}
