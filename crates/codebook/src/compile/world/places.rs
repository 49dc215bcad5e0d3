//! Reads `world/places.table`: towns, regions and other places.

use super::{Builder, point, report_twice, whole};
use crate::compile::Files;
use crate::compile::report::{Report, Spot};
use crate::compile::table::{Column, Row, rows};
use crate::world::{Entry, Place};
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

/// About how many bytes a row has.
const ROW: usize = 64;

impl<'a> Builder<'a, '_> {
    pub(super) fn read_places(&mut self, files: &Files<'a>, report: &mut Report<'_>) {
        let mut seen: HashMap<u32, u32> = HashMap::new();
        let mut spots: Vec<(u8, Spot)> = Vec::new();
        for file in files.table("world/places") {
            let likely = file.text.len() / ROW;
            seen.reserve(likely);
            self.names.reserve(likely);
            rows(file, COLUMNS, report, |row, report| {
                let Some(place) = self.read_place(row, report) else {
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

    fn read_place(&mut self, row: &Row<'a, '_>, report: &mut Report<'_>) -> Option<Place> {
        let errors = report.errors();
        let country = row.cell(3);
        if !country.is_empty() {
            self.is_code(country, report);
        }
        let place = Place {
            geoname: whole(row.cell(0), report).unwrap_or_default(),
            name: Box::from(row.cell(1).text),
            country: self.shared(country.text),
            region: self.shared(row.cell(4).text),
            point: point(row.cell(5), row.cell(6), report).unwrap_or_default(),
            population: whole(row.cell(7), report).unwrap_or_default(),
        };
        (report.errors() == errors).then_some(place)
    }
}
