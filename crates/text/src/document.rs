//! A report as it is handed from room to room.

/// One report or post: its text, and what its source says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The name of the document, unique in its archive.
    pub id: String,
    /// The body. All spans are byte offsets into it.
    pub text: String,
    /// The headline.
    pub title: Option<String>,
    /// The day it was published, as `2024-06-19`; relative dates in the text are counted from it.
    pub date: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Its language, as an ISO 639-1 code.
    pub language: Option<String>,
    /// Fields that the source has beyond these: name and raw JSON value, in their order.
    pub extra: Vec<(String, String)>,
}
