//! Reads `world/offices.table`: offices, whose they are, and how they are called and written out.

use super::{Builder, DEFINITE, OFFICE, report_twice};
use crate::compile::Files;
use crate::compile::ontology::flag;
use crate::compile::report::{Report, Spot};
use crate::compile::table::{Cell, Column, Row, rows};
use crate::compile::vocabulary::sectors;
use crate::compile::words::phrase;
use crate::world::Office;
use hashbrown::HashMap;

const COLUMNS: &[Column] = &[
    ("office", true),
    ("country", true),
    ("titles", true),
    ("sector", false),
    ("several", false),
];

/// Words of a title up to this many letters stay small, except the first: "Head of State".
const SMALL: usize = 3;

impl<'a> Builder<'a, '_> {
    pub(super) fn read_offices(&mut self, files: &Files<'a>, report: &mut Report<'_>) {
        let mut seen: HashMap<&str, (u8, Spot, usize)> = HashMap::new();
        for file in files.table("world/offices") {
            rows(file, COLUMNS, report, |row, report| {
                let key = row.cell(0);
                let rival = seen.get(key.text).copied();
                if let Some((layer, at, _)) = rival
                    && layer == row.layer
                {
                    report_twice(key, at, report);
                    return;
                }
                let Some(office) = self.read_office(row, report) else {
                    return;
                };
                let place = rival.map_or(self.world.offices.len(), |(_, _, place)| place);
                if flag(row.cell(4), report) {
                    self.several.insert(place as u32);
                } else {
                    self.several.remove(&(place as u32));
                }
                seen.insert(key.text, (row.layer, key.at, place));
                match self.world.offices.get_mut(place) {
                    Some(old) => *old = office,
                    None => self.world.offices.push(office),
                }
            });
        }
        self.world.holders_of = vec![Vec::new(); self.world.offices.len()];
        for (id, office) in self.world.offices.iter().enumerate() {
            let organisation = office
                .organisation
                .and_then(|o| self.world.organisations.get(o as usize));
            let owner = organisation.map_or(&office.country, |o| &o.name);
            // Of an office that several hold the title names nobody.
            let titles = office.titles.iter();
            for title in titles.filter(|_| !self.several.contains(&(id as u32))) {
                let key = (owner.clone(), title.clone());
                self.world
                    .offices_of
                    .entry(key)
                    .or_default()
                    .push(id as u32);
            }
        }
    }

    /// An office; its country is a state's code, or the name of an organisation.
    fn read_office(&self, row: &Row<'a, '_>, report: &mut Report<'_>) -> Option<Office> {
        let errors = report.errors();
        let (key, country) = (row.cell(0), row.cell(1));
        let organisation = self.organisations.get(country.text).or_else(|| {
            // An office of a body with a code that many share is named by its key: `NATO secretary-general`.
            let group = self.ontology.groups.iter().any(|g| g == country.text);
            let owner = row
                .cell(2)
                .items(';')
                .find_map(|title| key.text.strip_suffix(title.text));
            owner
                .filter(|_| group)
                .and_then(|owner| self.organisations.get(owner.trim_end()))
        });
        if organisation.is_none() {
            self.is_code(country, report);
        }
        let sectors = sectors(row.cell(3), self.ontology, report);
        if report.errors() > errors {
            return None;
        }
        let titles: Vec<Box<str>> = row.cell(2).items(';').map(phrase).collect();
        let body = organisation.and_then(|o| self.world.organisations.get(*o as usize));
        let code = body.map_or_else(|| Box::from(country.text), |body| body.code.clone());
        let name = body.map_or_else(|| self.country_name(country), |body| &body.name);
        Some(Office {
            key: Box::from(key.text),
            country: code,
            organisation: organisation.copied(),
            display: self
                .display(titles.first().map_or("", |title| title), name)
                .into(),
            titles,
            sectors,
        })
    }

    /// The name of a state as it was last, else the code itself.
    fn country_name(&self, country: Cell<'a>) -> &str {
        let last = self.codes.get(country.text);
        let last = last.and_then(|&state| self.world.states.get(state as usize));
        last.map_or(country.text, |state| &state.name)
    }

    /// "President of the United States", by the template of the language.
    fn display(&self, title: &str, country: &str) -> String {
        let title = capitalise(title);
        let definite = self.templates.get(DEFINITE).copied().unwrap_or_default();
        let takes_article = country
            .split(' ')
            .any(|word| definite.split(';').any(|d| d.trim() == word));
        let article = self
            .language
            .grammar("the")
            .first()
            .filter(|_| takes_article);
        let country = article.map_or_else(
            || country.to_owned(),
            |article| format!("{article} {country}"),
        );
        let template = self
            .templates
            .get(OFFICE)
            .copied()
            .unwrap_or("{title}, {country}");
        template
            .replace("{title}", &title)
            .replace("{country}", &country)
    }
}

/// The title with capitals: "Prime Minister", "Head of State", "Secretary-General".
fn capitalise(title: &str) -> String {
    let mut written = String::with_capacity(title.len());
    for (n, word) in title.split(' ').enumerate() {
        if n > 0 {
            written.push(' ');
        }
        if n > 0 && word.chars().count() <= SMALL {
            written.push_str(word);
            continue;
        }
        for (m, piece) in word.split('-').enumerate() {
            if m > 0 {
                written.push('-');
            }
            let mut letters = piece.chars();
            written.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            written.push_str(letters.as_str());
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::capitalise;

    #[test]
    fn titles_are_written_with_capitals() {
        assert_eq!(capitalise("president"), "President");
        assert_eq!(capitalise("head of state"), "Head of State");
        assert_eq!(capitalise("secretary-general"), "Secretary-General");
        assert_eq!(
            capitalise("minister of foreign affairs"),
            "Minister of Foreign Affairs"
        );
        assert_eq!(capitalise(""), "");
    }
}
