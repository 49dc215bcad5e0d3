//! Examples and readings side by side: `compare` decides whether they agree, `show` tells people where they do not.

pub(crate) mod compare;
pub(crate) mod show;
