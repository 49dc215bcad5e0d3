//! Reads `world/places.table` and `world/towns.table`: towns, regions and other places.

use super::{Builder, point, report_twice, whole};
use crate::code;
use crate::compile::Files;
use crate::compile::report::{Report, Spot};
use crate::compile::table::{Column, Row, rows};
use crate::compile::words::named;
use crate::names::key_of;
use crate::world::{Entry, Place, PlaceKind};
use hashbrown::HashMap;

const COLUMNS: &[Column] = &[
    ("geonameid", false),
    ("name", true),
    ("names", false),
    ("country", false),
    ("region", false),
    ("lat", true),
    ("lon", true),
    ("population", false),
];

const TOWNS: &[Column] = &[
    ("geonameid", false),
    ("name", true),
    ("names", false),
    ("kind", false),
    ("country", false),
    ("region", false),
    ("lat", true),
    ("lon", true),
    ("population", false),
    ("after", false),
];

/// The kinds of `towns.table`.
const KINDS: &[(&str, PlaceKind)] = &[
    ("", PlaceKind::Town),
    ("county", PlaceKind::County),
    ("region", PlaceKind::Region),
    ("area", PlaceKind::Area),
];

/// About how many bytes a row has.
const ROW: usize = 64;

impl<'a> Builder<'a, '_> {
    /// Adds the rows of `towns.table`; one with the number of a place that is known adds names to it.
    pub(super) fn read_towns(&mut self, files: &Files<'a>, report: &mut Report<'_>) {
        let known = self.world.places.iter().enumerate();
        let mut ids: HashMap<u32, u32> = known
            .filter(|(_, place)| place.geoname != 0)
            .map(|(id, place)| (place.geoname, id as u32))
            .collect();
        for file in files.table("world/towns") {
            rows(file, TOWNS, report, |row, report| {
                let kind = named(
                    row.cell(3),
                    "kind of place",
                    KINDS,
                    code::UNKNOWN_KIND,
                    report,
                );
                let (Some(kind), Some(mut place)) = (kind, self.read_place(row, 4, report)) else {
                    return;
                };
                place.kind = kind;
                let next = self.world.places.len() as u32;
                let id = match place.geoname {
                    0 => next,
                    number => *ids.entry(number).or_insert(next),
                };
                if id == next {
                    self.world.places.push(place);
                } else if let Some(old) = self.world.places.get_mut(id as usize) {
                    old.kind = kind;
                }
                for name in std::iter::once(row.cell(1)).chain(row.cell(2).items(';')) {
                    self.world.towns.push((key_of(name.text), id));
                }
                for name in row.cell(9).items(';') {
                    self.world.behind.push((key_of(name.text), id));
                }
            });
        }
        self.world.towns.sort_unstable();
        self.world.behind.sort_unstable();
    }

    pub(super) fn read_places(&mut self, files: &Files<'a>, report: &mut Report<'_>) {
        let mut seen: HashMap<u32, u32> = HashMap::new();
        let mut spots: Vec<(u8, Spot)> = Vec::new();
        for file in files.table("world/places") {
            let likely = file.text.len() / ROW;
            seen.reserve(likely);
            self.names.reserve(likely);
            rows(file, COLUMNS, report, |row, report| {
                let Some(place) = self.read_place(row, 3, report) else {
                    return;
                };
                let new = self.world.places.len() as u32;
                let id = match place.geoname {
                    0 => new,
                    geoname => *seen.entry(geoname).or_insert(new),
                };
                let spot = (row.layer, row.cell(0).at);
                let names = std::iter::once(row.cell(1)).chain(row.cell(2).items(';'));
                if let Some(rival) = spots.get_mut(id as usize) {
                    if rival.0 == row.layer {
                        report_twice(row.cell(0), rival.1, report);
                        return;
                    }
                    *rival = spot;
                } else {
                    spots.push(spot);
                }
                names.for_each(|name| self.names.add(name.text, Entry::Place(id), row.layer));
                match self.world.places.get_mut(id as usize) {
                    Some(old) => *old = place,
                    None => self.world.places.push(place),
                }
            });
        }
    }

    /// The place of a row whose country stands in this column, and the columns after it in the order of both tables.
    fn read_place(
        &mut self,
        row: &Row<'a, '_>,
        from: usize,
        report: &mut Report<'_>,
    ) -> Option<Place> {
        let errors = report.errors();
        let country = row.cell(from);
        if !country.is_empty() {
            self.is_code(country, report);
        }
        let population = whole(row.cell(from + 4), report).unwrap_or_default();
        let number: u32 = whole(row.cell(0), report).unwrap_or_default();
        // A row with a number and nobody living there is a region's.
        let region = population == 0 && number != 0 && !row.cell(from + 1).is_empty();
        let place = Place {
            geoname: number,
            name: Box::from(row.cell(1).text),
            country: self.shared(country.text),
            region: self.shared(row.cell(from + 1).text),
            kind: if region {
                PlaceKind::Region
            } else {
                PlaceKind::Town
            },
            point: point(row.cell(from + 2), row.cell(from + 3), report).unwrap_or_default(),
            population,
        };
        (report.errors() == errors).then_some(place)
    }
}
