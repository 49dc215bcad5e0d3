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

impl<'a> Builder<'a, '_> {
    pub(super) fn read_places(&mut self, files: &Files<'a>, report: &mut Report<'_>) {
        let mut seen: HashMap<u32, (u8, Spot, usize)> = HashMap::new();
        for file in files.table("world/places") {
            rows(file, COLUMNS, report, |row, report| {
                let Some(place) = self.read_place(row, report) else {
                    return;
                };
                let rival = seen
                    .get(&place.geoname)
                    .copied()
                    .filter(|_| place.geoname != 0);
                if let Some((layer, at, _)) = rival
                    && layer == row.layer
                {
                    report_twice(row.cell(0), at, report);
                    return;
                }
                let id = rival.map_or(self.world.places.len(), |(_, _, id)| id);
                seen.insert(place.geoname, (row.layer, row.cell(0).at, id));
                let names = std::iter::once(row.cell(1)).chain(row.cell(2).items(';'));
                for name in names {
                    self.names
                        .add(name.text, Entry::Place(id as u32), row.layer);
                }
                match self.world.places.get_mut(id) {
                    Some(old) => *old = place,
                    None => self.world.places.push(place),
                }
            });
        }
    }

    fn read_place(&self, row: &Row<'a, '_>, report: &mut Report<'_>) -> Option<Place> {
        let errors = report.errors();
        let country = row.cell(3);
        if !country.is_empty() {
            self.is_code(country, report);
        }
        let place = Place {
            geoname: whole(row.cell(0), report).unwrap_or_default(),
            name: Box::from(row.cell(1).text),
            country: Box::from(country.text),
            region: Box::from(row.cell(4).text),
            point: point(row.cell(5), row.cell(6), report).unwrap_or_default(),
            population: whole(row.cell(7), report).unwrap_or_default(),
        };
        (report.errors() == errors).then_some(place)
    }
}
