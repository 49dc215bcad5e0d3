//! What a language tells the splitter: abbreviations, clitics, and the weights that end doubtful sentences.
//!
//! Plain lists come in (from the tables in `knowledge/`, by way of the crate that reads them); `Splitter` compiles them.
//! No word of any language stands here.

use std::borrow::Cow;

/// What sort of abbreviation it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbbreviationKind {
    /// Stands before a name; never ends a sentence.
    Title,
    /// A month; never ends a sentence.
    Month,
    /// A unit of measure, or a part of the day.
    Unit,
    /// Stands after the name of an organisation or person.
    Organisation,
    /// Of learned writing.
    Latin,
    /// Any other.
    Other,
}

impl AbbreviationKind {
    /// The kind that a table calls by this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "title" => Self::Title,
            "month" => Self::Month,
            "unit" => Self::Unit,
            "organisation" => Self::Organisation,
            "latin" => Self::Latin,
            "other" => Self::Other,
            _ => return None,
        })
    }
}

/// What must follow a word with a full stop, for the stop to be part of the word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Before {
    /// Anything or nothing.
    #[default]
    Anything,
    /// A number.
    Number,
    /// A word with a capital.
    Name,
    /// More of the sentence: a word in small letters, or a mark.
    More,
}

impl Before {
    /// The condition that a table calls by this name; an empty name is `Anything`.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "" => Self::Anything,
            "number" => Self::Number,
            "name" => Self::Name,
            "more" => Self::More,
            _ => return None,
        })
    }
}

/// A row of the table of abbreviations.
#[derive(Clone, Debug)]
pub struct Abbreviation {
    /// As it is written, with its full stop. In small letters it is found however it is written.
    pub word: String,
    /// What sort it is.
    pub kind: AbbreviationKind,
    /// What must follow.
    pub before: Before,
}

/// What a row of the table of clitics does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CliticKind {
    /// A token of its own at the end of a word.
    Ending,
    /// A whole word that is several tokens.
    Parted,
    /// A whole word that stays one token.
    Kept,
    /// A first piece that a hyphen does not part from the word.
    Prefix,
    /// A last piece that a hyphen does not part from the word.
    Suffix,
    /// Parted from the number that it is written to.
    Unit,
    /// A last piece after a full stop that makes the whole a network or file name.
    Domain,
}

impl CliticKind {
    /// The kind that a table calls by this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "ending" => Self::Ending,
            "parted" => Self::Parted,
            "kept" => Self::Kept,
            "prefix" => Self::Prefix,
            "suffix" => Self::Suffix,
            "unit" => Self::Unit,
            "domain" => Self::Domain,
            _ => return None,
        })
    }
}

/// A row of the table of clitics.
#[derive(Clone, Debug)]
pub struct Clitic {
    /// The word or piece of a word, in small letters.
    pub word: String,
    /// What it does.
    pub kind: CliticKind,
    /// For `Parted`: the tokens; joined they are the word.
    pub parts: Vec<String>,
}

/// What a language tells the splitter.
#[derive(Clone, Debug, Default)]
pub struct SplitterRules {
    /// Words that end in a full stop of their own.
    pub abbreviations: Vec<Abbreviation>,
    /// Words of several tokens, and pieces that are one.
    pub clitics: Vec<Clitic>,
    /// The weights of the sentence model, such as `SENTENCE_WEIGHTS`. Empty: rules alone decide.
    pub weights: Cow<'static, [u8]>,
}
