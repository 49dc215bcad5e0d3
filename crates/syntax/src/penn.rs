//! The tags of the Penn Treebank, as the English treebanks of Universal Dependencies extend them.

/// Every tag.
const TAGS: [&str; 53] = [
    "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW",
    "HYPH", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS",
    "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP",
    "VBZ", "WDT", "WP", "WP$", "WRB", "XX", "``", "#", "BES", "HVS",
];

/// The tag of that name, kept for good; `XX`, the tag of the unknown, if there is none.
pub(crate) fn named(name: &str) -> &'static str {
    TAGS.iter()
        .copied()
        .find(|&tag| tag == name)
        .unwrap_or("XX")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_by_name() {
        assert_eq!(
            (named("VBD"), named("PRP$"), named("unheard")),
            ("VBD", "PRP$", "XX")
        );
    }
}
