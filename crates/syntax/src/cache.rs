//! What the first layer makes of forms, kept for the forms that come again.
//!
//! A bounded store: when it is full, a form that was not met for a while makes place. What is in it never changes what
//! comes out of the network, only how soon.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// The most forms that are kept.
pub(crate) const CAPACITY: usize = 4096;

/// A form that is kept.
struct Slot {
    form: Box<str>,
    /// The number of the last batch that held it: it must stay until that is done.
    batch: u64,
    /// Whether it was met again since the hand last passed.
    met: bool,
    /// Its lemmas by tag, as far as they were asked for.
    lemmas: Vec<(u16, Box<str>)>,
}

/// Forms with their products in both directions.
#[derive(Default)]
pub(crate) struct FormCache {
    slots: Vec<Slot>,
    table: HashTable<u32>,
    products: Vec<f32>,
    /// How many numbers a form has, in one direction.
    width: usize,
    /// Where the search for a place goes on.
    hand: usize,
    batch: u64,
    hasher: DefaultHashBuilder,
}

impl FormCache {
    /// Forgets everything, and keeps so many products a form from now on.
    pub(crate) fn reset(&mut self, products: usize) {
        *self = FormCache {
            width: products / 2,
            ..FormCache::default()
        };
    }

    /// Begins a batch, which may hold as many different forms as there is place for.
    pub(crate) fn begin(&mut self) {
        self.batch += 1;
    }

    /// The slot of a form, and whether it was newly taken, so that its products must be stored.
    pub(crate) fn slot(&mut self, form: &str) -> (u32, bool) {
        let hash = self.hasher.hash_one(form);
        let found = self
            .table
            .find(hash, |&slot| *self.slots[slot as usize].form == *form);
        if let Some(&slot) = found {
            let kept = &mut self.slots[slot as usize];
            kept.batch = self.batch;
            kept.met = true;
            return (slot, false);
        }
        let slot = self.place();
        self.slots[slot as usize] = Slot {
            form: form.into(),
            batch: self.batch,
            met: false,
            lemmas: Vec::new(),
        };
        let (slots, hasher) = (&self.slots, &self.hasher);
        self.table.insert_unique(hash, slot, |&slot| {
            hasher.hash_one(&*slots[slot as usize].form)
        });
        (slot, true)
    }

    /// An empty slot: a new one, or that of a form that was long not met.
    fn place(&mut self) -> u32 {
        let old = if self.slots.len() >= CAPACITY {
            self.oldest()
        } else {
            None
        };
        if let Some(old) = old {
            let hash = self.hasher.hash_one(&*self.slots[old].form);
            if let Ok(entry) = self.table.find_entry(hash, |&slot| slot as usize == old) {
                entry.remove();
            }
            return old as u32;
        }
        self.slots.push(Slot {
            form: "".into(),
            batch: 0,
            met: false,
            lemmas: Vec::new(),
        });
        self.products.resize(self.slots.len() * 2 * self.width, 0.0);
        self.slots.len() as u32 - 1
    }

    /// Goes round until a form is found that was not met since the last time and is not in the batch; none if all
    /// are.
    fn oldest(&mut self) -> Option<usize> {
        for _ in 0..2 * self.slots.len() {
            self.hand = (self.hand + 1) % self.slots.len();
            let slot = &mut self.slots[self.hand];
            if slot.batch == self.batch {
                continue;
            }
            if !slot.met {
                return Some(self.hand);
            }
            slot.met = false;
        }
        None
    }

    /// The form of a slot.
    pub(crate) fn form(&self, slot: u32) -> &str {
        &self.slots[slot as usize].form
    }

    /// Stores the products of a slot in one direction.
    pub(crate) fn store(&mut self, slot: u32, direction: usize, products: &[f32]) {
        let start = (2 * slot as usize + direction) * self.width;
        self.products[start..start + self.width].copy_from_slice(products);
    }

    /// The products of a slot in one direction.
    #[inline(always)]
    pub(crate) fn products(&self, slot: u32, direction: usize) -> &[f32] {
        &self.products[(2 * slot as usize + direction) * self.width..][..self.width]
    }

    /// The lemma of a slot's form with a tag; `make` makes it the first time.
    pub(crate) fn lemma(
        &mut self,
        slot: u32,
        tag: u16,
        make: impl FnOnce(&str) -> Box<str>,
    ) -> Box<str> {
        let slot = &mut self.slots[slot as usize];
        if let Some((_, lemma)) = slot.lemmas.iter().find(|(known, _)| *known == tag) {
            return lemma.clone();
        }
        let lemma = make(&slot.form);
        slot.lemmas.push((tag, lemma.clone()));
        lemma
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_keeps_its_slot_and_products() {
        let mut cache = FormCache::default();
        cache.reset(4);
        cache.begin();
        assert_eq!(cache.slot("treaty"), (0, true));
        cache.store(0, 1, &[3.0, 4.0]);
        assert_eq!(
            (cache.slot("army"), cache.slot("treaty")),
            ((1, true), (0, false))
        );
        assert_eq!(
            (cache.products(0, 1), cache.products(1, 0)),
            ([3.0, 4.0].as_slice(), [0.0, 0.0].as_slice())
        );
        assert_eq!(cache.form(1), "army");
    }

    #[test]
    fn a_full_store_forgets_what_is_not_met_again() {
        let mut cache = FormCache::default();
        cache.reset(2);
        for round in 0..3 {
            cache.begin();
            assert_eq!(cache.slot("often").1, round == 0);
            for number in 0..CAPACITY - 1 {
                cache.slot(&format!("{round} {number}"));
            }
            assert_eq!(cache.slots.len(), CAPACITY);
        }
        assert_eq!(
            (cache.table.len(), cache.slot("often").1),
            (CAPACITY, false)
        );
    }

    #[test]
    fn a_batch_of_more_forms_than_there_is_place_for_still_has_them_all() {
        let mut cache = FormCache::default();
        cache.reset(2);
        cache.begin();
        let slots: Vec<u32> = (0..CAPACITY + 9)
            .map(|number| cache.slot(&number.to_string()).0)
            .collect();
        assert!(
            slots
                .iter()
                .zip(0..)
                .all(|(&slot, number): (_, usize)| cache.form(slot) == number.to_string())
        );
    }

    #[test]
    fn lemmas_are_made_once() {
        let mut cache = FormCache::default();
        cache.reset(2);
        let slot = cache.slot("men").0;
        assert_eq!(
            &*cache.lemma(slot, 7, |form| format!("{form}!").into()),
            "men!"
        );
        assert_eq!(&*cache.lemma(slot, 7, |_| "other".into()), "men!");
        assert_eq!(&*cache.lemma(slot, 8, |_| "other".into()), "other");
    }
}
