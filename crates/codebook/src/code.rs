//! The codes of all faults that a knowledge file can have, in one table.
//!
//! A code is stable: people filter by it and documentation points at it. `knowledge/README.md` lists the same table.

macro_rules! codes {
    ($($name:ident $code:literal $about:literal;)*) => {
        $(#[doc = $about] pub const $name: &str = $code;)*
        /// Every code with what it means.
        pub const ALL: &[(&str, &str)] = &[$(($code, $about)),*];
    };
}

codes! {
    UNKNOWN_FILE "unknown-file" "No knowledge file has this name.";
    UNKNOWN_COLUMN "unknown-column" "The table has no column of this name.";
    MISSING_COLUMN "missing-column" "A column that the table needs is not there.";
    DUPLICATE_COLUMN "duplicate-column" "A column is named twice.";
    EXTRA_CELL "extra-cell" "The row has more cells than the table has columns.";
    EMPTY_CELL "empty-cell" "A cell that must be filled is empty.";
    BAD_CHARACTER "bad-character" "A control character, an invisible character or broken UTF-8.";
    UNKNOWN_PART "unknown-part" "No part of speech, or none that this table takes.";
    UNKNOWN_SLOT "unknown-slot" "No slot of this name, and no preposition.";
    UNKNOWN_CLASS "unknown-class" "No class, sector or type of this name.";
    CLASS_CYCLE "class-cycle" "A class contains itself.";
    BAD_CONDITION "bad-condition" "A condition that is not `SLOT: WORDS`.";
    UNKNOWN_EVENT "unknown-event" "No PLOVER type of this name.";
    UNKNOWN_MODE "unknown-mode" "No PLOVER mode of this name.";
    FOREIGN_MODE "foreign-mode" "A mode that this event type does not have.";
    UNKNOWN_CONTEXT "unknown-context" "No PLOVER context of this name.";
    UNKNOWN_SECTOR "unknown-sector" "No PLOVER sector of this name.";
    UNKNOWN_CAMEO "unknown-cameo" "No CAMEO code of this number.";
    UNKNOWN_STATUS "unknown-status" "No status of this name.";
    UNKNOWN_STANCE "unknown-stance" "No stance of this name.";
    UNKNOWN_KIND "unknown-kind" "No kind of this name.";
    UNKNOWN_KEY "unknown-key" "A rule has no such key, or not as often.";
    UNKNOWN_COUNTRY "unknown-country" "No state or organisation has this code.";
    UNKNOWN_ORGANISATION "unknown-organisation" "No organisation has this name.";
    UNKNOWN_TREATY "unknown-treaty" "No treaty has this id.";
    UNKNOWN_REGIME "unknown-regime" "No sanctions regime has this id.";
    UNKNOWN_GOODS "unknown-goods" "No class of goods has this name.";
    NO_PARTY "no-party" "The state is no party to the treaty.";
    STATE_OUT_OF_TIME "state-out-of-time" "There was no such state in that time.";
    OUTSIDE_PERIOD "outside-period" "The period lies outside that of what it belongs to.";
    UNKNOWN_OFFICE "unknown-office" "No office has this key.";
    BAD_DATE "bad-date" "Not a date like `2024`, `2024-06` or `2024-06-19`.";
    BACKWARD_DATES "backward-dates" "The period ends before it begins.";
    BAD_NUMBER "bad-number" "Not a number, or out of its range.";
    BAD_COORDINATES "bad-coordinates" "Not a latitude and a longitude in degrees.";
    DUPLICATE_NAME "duplicate-name" "The same name or key stands twice.";
    DUPLICATE_ROW "duplicate-row" "The same row stands twice.";
    DOUBLE_HOLDER "double-holder" "Two persons hold one office on the same day.";
    CLASHING_FRAMES "clashing-frames" "Same word, part and conditions, but another outcome.";
    UNREACHABLE_FRAME "unreachable-frame" "Another frame always decides before this one.";
    RULE_INCOMPLETE "rule-incomplete" "A rule lacks its word or its event.";
    RULE_WITHOUT_YES "rule-without-yes" "A rule has no sentence in which it fires.";
    RULE_WITHOUT_NO "rule-without-no" "A rule has no sentence in which it must not fire.";
    BAD_EXAMPLE "bad-example" "An example that cannot be read.";
    BAD_TEMPLATE "bad-template" "A template that is not known or lacks a field.";
}
