//! How many independent origins the claims of a case have.
//!
//! Sources of claims go in, a number comes out. A claim rests on its innermost speaker who is known; where there is
//! none, on the document that tells it, and so on its publisher. Reprints are one document, all that a publisher says on
//! his own word is one origin, and so is all that rests on the word of one speaker.

/// On whose word a claim is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Source {
    /// The innermost speaker who is known, as [`speaker`] names him.
    pub speaker: Option<String>,
    /// Who published it, in small letters.
    pub publisher: Option<String>,
    /// The document, or the first of those that say the same words.
    pub document: i64,
}

/// The name by which a speaker is told from others: his own, or else that of his state and sector.
pub(super) fn speaker(name: &str, code: &str, sectors: &str) -> Option<String> {
    match (name, code) {
        ("", "") => None,
        ("", code) => Some(format!("{code} {sectors}")),
        (name, _) => Some(name.to_lowercase()),
    }
}

/// The number of independent origins.
pub(super) fn count<'a>(sources: impl Iterator<Item = &'a Source>) -> usize {
    let mut origins: Vec<Origin<'_>> = Vec::new();
    for source in sources {
        let mut one = Origin::of(source);
        // All that have something in common with it become one with it.
        origins.retain(|other| {
            let same = other.names.iter().any(|name| one.names.contains(name))
                || other
                    .documents
                    .iter()
                    .any(|document| one.documents.contains(document));
            if same {
                one.names
                    .extend(other.names.iter().filter(|name| !source.has(name)));
                one.documents.extend(&other.documents);
            }
            !same
        });
        one.documents.sort_unstable();
        one.documents.dedup();
        origins.push(one);
    }
    origins.len()
}

struct Origin<'a> {
    names: Vec<&'a str>,
    documents: Vec<i64>,
}

impl<'a> Origin<'a> {
    fn of(source: &'a Source) -> Origin<'a> {
        let document = source.speaker.is_none().then_some(source.document);
        Origin {
            names: source.name().into_iter().collect(),
            documents: document.into_iter().collect(),
        }
    }
}

impl Source {
    /// The speaker, or else the publisher.
    fn name(&self) -> Option<&str> {
        self.speaker.as_deref().or(self.publisher.as_deref())
    }

    fn has(&self, name: &str) -> bool {
        self.name() == Some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::{Source, count};

    fn source(speaker: &str, publisher: &str, document: i64) -> Source {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Source {
            speaker: some(speaker),
            publisher: some(publisher),
            document,
        }
    }

    #[test]
    fn what_has_one_origin_counts_once() {
        for (sources, expected) in [
            (vec![], 0),
            (vec![source("", "a", 1), source("", "b", 2)], 2),
            (vec![source("", "a", 1), source("", "a", 2)], 1),
            (vec![source("", "a", 1), source("", "b", 1)], 1),
            (vec![source("yonhap", "a", 1), source("yonhap", "b", 2)], 1),
            (vec![source("yonhap", "a", 1), source("", "yonhap", 3)], 1),
            (vec![source("yonhap", "a", 1), source("", "a", 1)], 2),
            // The third joins the first two.
            (
                vec![source("", "a", 1), source("", "b", 2), source("", "b", 1)],
                1,
            ),
            (
                vec![source("", "", 1), source("", "", 2), source("", "", 1)],
                2,
            ),
        ] {
            assert_eq!(count(sources.iter()), expected, "{sources:?}");
        }
    }
}
