//! Reads `en/light.table`: verbs that lend their arguments to an event noun.

use super::Files;
use super::report::Report;
use super::slot::Slots;
use super::table::{Column, rows};
use crate::frame::Light;
use hashbrown::HashMap;

const COLUMNS: &[Column] = &[
    ("word", true),
    ("noun", true),
    ("subject", false),
    ("object", false),
];

/// Light verbs by the lemma of their first word, in the order of the table; a user's rows come before ours.
pub(crate) fn read(
    files: &Files<'_>,
    slots: &Slots<'_>,
    report: &mut Report<'_>,
) -> HashMap<Box<str>, Vec<Light>> {
    let mut light: HashMap<Box<str>, Vec<Light>> = HashMap::new();
    let mut sources: Vec<_> = files.table("en/light").collect();
    sources.sort_by_key(|file| std::cmp::Reverse(file.layer));
    for file in sources {
        rows(file, COLUMNS, report, |row, report| {
            let noun = slots.slot(row.cell(1), report);
            let subject = slots.optional(row.cell(2), report);
            let object = slots.optional(row.cell(3), report);
            let Some(noun) = noun else { return };
            for word in row.cell(0).items(';') {
                let mut words = word.text.split_whitespace().map(Box::from);
                let Some(head) = words.next() else { continue };
                let entry = Light {
                    more: words.collect(),
                    noun: noun.clone(),
                    subject: subject.clone(),
                    object: object.clone(),
                };
                light.entry(head).or_default().push(entry);
            }
        });
    }
    light
}
