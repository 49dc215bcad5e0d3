//! What HTML says of its elements: which have no inside, which begin a block.

/// Elements that have no inside.
pub(super) const VOID: [&str; 16] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "keygen", "link", "meta", "param",
    "source", "track", "wbr", "frame",
];

/// Whether it is an element of HTML, whose closing slash means nothing.
pub(super) fn is_html(name: &str) -> bool {
    is_block(name)
        || matches!(
            name,
            "a" | "b"
                | "em"
                | "i"
                | "span"
                | "strong"
                | "script"
                | "style"
                | "td"
                | "th"
                | "tr"
                | "iframe"
        )
}

/// Whether the element begins a block of its own.
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "ul"
    )
}
