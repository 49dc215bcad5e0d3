//! Forms with their tags in, lemmas out: by a table of forms, else by the rule with the longest fitting ending.

use std::hash::Hash;

use hashbrown::{Equivalent, HashMap};

use crate::features::ending;

/// The longest ending that a rule may ask for, in characters.
const LONGEST: usize = 6;

/// Lemmas of forms and rules for all others, by the number of the tag.
#[derive(Default)]
pub(crate) struct Lemmas {
    words: HashMap<(Box<str>, u16), Box<str>>,
    rules: HashMap<(Box<str>, (u16, Case)), Rule>,
}

/// A key that borrows its text.
#[derive(Hash)]
struct Key<'a, T>(&'a str, T);

impl<T: Hash + PartialEq> Equivalent<(Box<str>, T)> for Key<'_, T> {
    fn equivalent(&self, key: &(Box<str>, T)) -> bool {
        self.1 == key.1 && *self.0 == *key.0
    }
}

/// How a form is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Case {
    Lower,
    Title,
    Upper,
}

/// How a lemma is made of a form.
struct Rule {
    base: Base,
    /// How many characters are cut from the end of the base.
    cut: usize,
    add: Box<str>,
}

#[derive(Clone, Copy)]
enum Base {
    Kept,
    Lower,
    Title,
}

impl Lemmas {
    /// Reads the lines of `lemmas.tsv`; `tag` gives the number of a tag's name.
    ///
    /// # Errors
    ///
    /// The number, from 1, of the first line that is neither a word nor a rule.
    pub(crate) fn read(text: &str, tag: impl Fn(&str) -> Option<u16>) -> Result<Self, usize> {
        let mut lemmas = Lemmas::default();
        for (index, line) in text.lines().enumerate() {
            lemmas.add(line, &tag).ok_or(index + 1)?;
        }
        Ok(lemmas)
    }

    /// A tag that the network does not know is passed over.
    fn add(&mut self, line: &str, tag: impl Fn(&str) -> Option<u16>) -> Option<()> {
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        match next()? {
            "W" => {
                let (form, name, lemma) = (next()?, next()?, next()?);
                if let Some(tag) = tag(name) {
                    self.words.insert((form.into(), tag), lemma.into());
                }
            }
            "R" => {
                let (name, case, suffix) = (next()?, case_named(next()?)?, next()?);
                let (base, cut, add) =
                    (base_named(next()?)?, next()?.parse().ok()?, next()?.into());
                if let Some(tag) = tag(name) {
                    self.rules
                        .insert((suffix.into(), (tag, case)), Rule { base, cut, add });
                }
            }
            _ => return None,
        }
        Some(())
    }

    /// The lemma of a form with a tag; never empty unless the form is.
    pub(crate) fn lemma(&self, form: &str, tag: u16) -> Box<str> {
        let typed;
        let form = match form.contains('\u{2019}') {
            true => {
                typed = form.replace('\u{2019}', "'");
                typed.as_str()
            }
            false => form,
        };
        let lower = form.to_lowercase();
        let found = self
            .words
            .get(&Key(form, tag))
            .or_else(|| self.words.get(&Key(&lower, tag)));
        match found {
            Some(lemma) if !lemma.is_empty() => lemma.clone(),
            Some(_) => form.into(),
            None => self.by_rule(form, &lower, tag),
        }
    }

    fn by_rule(&self, form: &str, lower: &str, tag: u16) -> Box<str> {
        let case = case_of(form, lower);
        let mut previous = usize::MAX;
        for length in (0..=LONGEST).rev() {
            let suffix = ending(lower, length);
            if suffix.len() == previous {
                continue; // The form is shorter than that.
            }
            previous = suffix.len();
            if let Some(rule) = self.rules.get(&Key(suffix, (tag, case))) {
                let lemma = rule.apply(form, lower);
                return if lemma.is_empty() {
                    form.into()
                } else {
                    lemma.into()
                };
            }
        }
        form.into()
    }
}

impl Rule {
    fn apply(&self, form: &str, lower: &str) -> String {
        let mut lemma = match self.base {
            Base::Kept => form.to_owned(),
            Base::Lower => lower.to_owned(),
            Base::Title => {
                let (first, rest) = first_and_rest(form);
                first.to_owned() + &rest.to_lowercase()
            }
        };
        lemma.truncate(lemma.len() - ending(&lemma, self.cut).len());
        lemma + &self.add
    }
}

/// The first character of a form, and what follows it.
fn first_and_rest(form: &str) -> (&str, &str) {
    form.split_at(form.chars().next().map_or(0, char::len_utf8))
}

fn case_of(form: &str, lower: &str) -> Case {
    let rest = first_and_rest(form).1;
    match () {
        () if form == lower => Case::Lower,
        () if rest == rest.to_lowercase() => Case::Title,
        () => Case::Upper,
    }
}

fn case_named(name: &str) -> Option<Case> {
    match name {
        "l" => Some(Case::Lower),
        "t" => Some(Case::Title),
        "u" => Some(Case::Upper),
        _ => None,
    }
}

fn base_named(name: &str) -> Option<Base> {
    match name {
        "k" => Some(Base::Kept),
        "l" => Some(Base::Lower),
        "t" => Some(Base::Title),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOUN: u16 = 0;
    const VERB: u16 = 1;
    const NAME: u16 = 2;

    fn lemmas() -> Lemmas {
        let text = "W\tmen\tN\tman\n\
                    W\twas\tV\tbe\n\
                    W\tIt's\tN\t\n\
                    R\tN\tl\t\tk\t0\t\n\
                    R\tN\tl\ts\tk\t1\t\n\
                    R\tN\tl\ties\tk\t3\ty\n\
                    R\tN\tt\ties\tl\t3\ty\n\
                    R\tV\tl\ted\tk\t9\t\n\
                    R\tP\tu\t\tt\t0\t\n\
                    R\tUNKNOWN\tu\t\tt\t0\t\n";
        let tag = |name: &str| {
            ["N", "V", "P"]
                .iter()
                .position(|&known| known == name)
                .map(|tag| tag as u16)
        };
        Lemmas::read(text, tag).unwrap()
    }

    #[test]
    fn the_table_comes_before_the_rules() {
        let lemmas = lemmas();
        assert_eq!(&*lemmas.lemma("men", NOUN), "man");
        assert_eq!(&*lemmas.lemma("Men", NOUN), "man");
        assert_eq!(&*lemmas.lemma("was", VERB), "be");
    }

    #[test]
    fn the_longest_ending_decides() {
        let lemmas = lemmas();
        assert_eq!(&*lemmas.lemma("treaties", NOUN), "treaty");
        assert_eq!(&*lemmas.lemma("Treaties", NOUN), "treaty");
        assert_eq!(&*lemmas.lemma("ships", NOUN), "ship");
        assert_eq!(&*lemmas.lemma("ship", NOUN), "ship");
        assert_eq!(&*lemmas.lemma("KREMLIN", NAME), "Kremlin");
        assert_eq!(&*lemmas.lemma("ÉLYSÉE", NAME), "Élysée");
    }

    #[test]
    fn what_would_be_empty_stays_as_it_is() {
        let lemmas = lemmas();
        assert_eq!(
            &*lemmas.lemma("fed", VERB),
            "fed",
            "the rule would cut all of it"
        );
        assert_eq!(&*lemmas.lemma("It\u{2019}s", NOUN), "It's");
        assert_eq!(&*lemmas.lemma("", NOUN), "");
        assert_eq!(&*lemmas.lemma("Unruled", VERB), "Unruled");
    }

    #[test]
    fn a_broken_line_is_told() {
        assert_eq!(Lemmas::read("W\ta\tN\ta\nX\n", |_| Some(0)).err(), Some(2));
        assert_eq!(
            Lemmas::read("R\tN\tq\ta\tk\t0\t\n", |_| Some(0)).err(),
            Some(1)
        );
        assert_eq!(
            Lemmas::read("R\tN\tl\ta\tk\tmany\t\n", |_| Some(0)).err(),
            Some(1)
        );
    }
}
