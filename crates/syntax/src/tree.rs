//! The dependency tree of one sentence.

use casus_text::Span;

macro_rules! named {
    ($(#[$meta:meta])* $name:ident, $fallback:ident: $($variant:ident = $text:literal),+ $(,)?) => {
        $(#[$meta])*
        #[allow(missing_docs)] // The name in the treebanks is the documentation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $name { $($variant),+ }

        impl $name {
            /// Every value, in the order of their numbers.
            pub const ALL: &[$name] = &[$($name::$variant),+];

            /// The name as the treebanks write it.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// The value of that name; an unknown subtype falls back to the name before its colon, and an unknown
            /// name to the most general one.
            pub fn named(name: &str) -> Self {
                match name {
                    $($text => $name::$variant,)+
                    _ => name.split_once(':').map_or($name::$fallback, |(first, _)| $name::named(first)),
                }
            }
        }
    };
}

named! {
    /// A universal part of speech.
    Tag, X:
    Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
    Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM",
    Verb = "VERB", X = "X",
}

named! {
    /// A universal relation, with the English subtypes.
    Relation, Dep:
    Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl", Advmod = "advmod", Amod = "amod",
    Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc", CcPreconj = "cc:preconj",
    Ccomp = "ccomp", Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj",
    CsubjPass = "csubj:pass", CsubjOuter = "csubj:outer", Dep = "dep", Det = "det", DetPredet = "det:predet",
    Discourse = "discourse", Dislocated = "dislocated", Expl = "expl", Fixed = "fixed", Flat = "flat",
    Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod", NmodDesc = "nmod:desc",
    NmodPoss = "nmod:poss", NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj", NsubjPass = "nsubj:pass",
    NsubjOuter = "nsubj:outer", Nummod = "nummod", Obj = "obj", Obl = "obl", OblAgent = "obl:agent",
    OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis", Punct = "punct",
    Reparandum = "reparandum", Root = "root", Vocative = "vocative", Xcomp = "xcomp",
}

/// One token of a tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Its bytes in the document.
    pub span: Span,
    /// Its dictionary form, in lower case but for proper nouns.
    pub lemma: Box<str>,
    /// Its universal part of speech.
    pub tag: Tag,
    /// Its Penn Treebank tag, such as `VBD`, which tells tense and number.
    pub penn: &'static str,
    /// The index in the sentence of the token that it depends on; `None` for the root.
    pub head: Option<u32>,
    /// How it depends on its head.
    pub relation: Relation,
    /// The network's probability for this head, 0 to 1.
    pub probability: f32,
}

/// The tree of one sentence: tokens in the order of the text, exactly one of them the root, no cycles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree {
    /// The bytes of the sentence in the document.
    pub span: Span,
    /// The tokens, in the order of the text.
    pub tokens: Vec<Token>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_values() {
        for &relation in Relation::ALL {
            assert_eq!(Relation::named(relation.name()), relation);
        }
        for &tag in Tag::ALL {
            assert_eq!(Tag::named(tag.name()), tag);
        }
    }

    #[test]
    fn unknown_subtypes_fall_back_to_the_universal_relation() {
        assert_eq!(Relation::named("obl:npmod"), Relation::Obl);
        assert_eq!(Relation::named("nsubj:pass:extra"), Relation::Nsubj);
        assert_eq!(Relation::named("case:of"), Relation::Case);
        assert_eq!(Relation::named("unheard"), Relation::Dep);
        assert_eq!(Relation::named("unheard:of"), Relation::Dep);
        assert_eq!(Relation::named(""), Relation::Dep);
    }
}
