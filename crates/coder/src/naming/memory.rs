//! What a document tells of its names: points of every mention of a name, added up by its words and its last word.

use super::evidence::Points;
use hashbrown::HashMap;

/// The most points of the other mentions that count.
const OTHERS: f32 = 8.0;

/// From so many points on, a name of several words is a person's beyond doubt, and its last word stands for it.
const NAMED: f32 = 2.5;

/// The points of the names of a document.
#[derive(Debug, Default)]
pub(super) struct Memory {
    whole: HashMap<String, Points>,
    /// By the last word of persons' names of several words.
    last: HashMap<String, f32>,
    /// By the first.
    first: HashMap<String, f32>,
    /// By the first word of the names of bodies.
    body: HashMap<String, f32>,
}

impl Memory {
    /// Keeps the points of a name.
    pub(super) fn keep(&mut self, name: &str, points: Points) {
        let key = fold(name);
        let mut words = key.rsplitn(2, ' ');
        let (last, rest) = (words.next(), words.next());
        if let (Some(last), Some(rest)) = (last, rest)
            && points.person >= NAMED
            && points.person > points.body.max(points.place).max(points.none)
        {
            *self.last.entry_ref(last).or_default() += points.person;
            let first = rest.split(' ').next().unwrap_or_default();
            *self.first.entry_ref(first).or_default() += points.person;
        }
        if let Some((first, _)) = key.split_once(' ')
            && points.body > points.person.max(points.place).max(points.none)
        {
            *self.body.entry_ref(first).or_default() += points.body;
        }
        let whole = self.whole.entry(key).or_default();
        whole.add(points, 1.0);
    }

    /// What the document tells of a name, beside its own mention.
    pub(super) fn recall(&self, name: &str, own: Points) -> Points {
        let key = fold(name);
        let mut points = self.whole.get(&key).copied().unwrap_or_default();
        points.add(own, -1.0);
        let mut all = Points::default();
        // However often it stands there, the others together weigh no more than one strong mention.
        let most = points
            .person
            .max(points.body)
            .max(points.place)
            .max(points.none);
        all.add(
            points,
            if most > OTHERS {
                0.5 * OTHERS / most
            } else {
                0.5
            },
        );
        if !key.contains(' ') {
            let person = self.last.get(&key).map_or(0.0, |p| p.clamp(8.0, 10.0));
            all.body += self.body.get(&key).map_or(0.0, |p| p.min(2.5));
            let first = self.first.get(&key).map_or(0.0, |p| p.min(2.0));
            all.person += person.max(first);
            if person > 0.0 {
                // Who is named in full is meant by the last name, though a town has it too.
                all.place *= 0.3;
                all.body *= 0.3;
            }
        }
        all
    }

    /// Whether the document has a name of these words.
    pub(super) fn knows(&self, name: &str) -> bool {
        let key = fold(name);
        self.last.contains_key(&key) || self.whole.contains_key(&key)
    }
}

/// The name in small letters, its words parted by single spaces.
fn fold(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().flat_map(char::to_lowercase));
    }
    key
}
