//! Tokens, drawn: a text, and the same text with `·` where one token ends and the next begins without white space, and
//! a space where white space stands between.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod support;

use casus_text::Splitter;

/// Draws the tokens of a text.
fn drawn(splitter: &Splitter, text: &str) -> String {
    let mut picture = String::new();
    let mut last = 0;
    for token in splitter.split(text).tokens() {
        if last > 0 {
            picture.push(if token.start > last { ' ' } else { '·' });
        }
        picture.push_str(token.of(text));
        last = token.end;
    }
    picture
}

/// Each picture without its dots must be cut into that picture.
fn check(pictures: &[&str]) {
    let splitter = Splitter::new(&support::english()).expect("the weights are good");
    for picture in pictures {
        let text = picture.replace('·', "");
        assert_eq!(drawn(&splitter, &text), *picture);
    }
}

#[test]
fn contractions_part() {
    check(&[
        "Kyiv did·n't fall·.",
        "They·'ve said they ca·n't·, and wo·n’t·, go·.",
        "She·'d·'ve known it·’s over·.",
        "The ministers can·not agree·.",
        "We·'re gon·na win·.",
        "Peru·'s envoy met Laos·' envoy·.",
    ]);
}

#[test]
fn apostrophes_inside_names_stay() {
    check(&[
        "O'Brien met the Shi'ite leader at six o'clock·.",
        "In the 1980's Sana'a grew·.",
        "The crisis of ’73 hit '·em all·."
            .replace("'·em", "'em")
            .as_str(),
        "Troops fought in '44·.",
    ]);
}

#[test]
fn hyphens_part_compounds_but_not_prefixes() {
    check(&[
        "The US·-·led coalition fired long·-·range missiles·.",
        "The non-proliferation treaty and anti-tank mines·.",
        "A co-founder of the pro-Russian party was re-elected in mid-July·.",
        "Al·-·Shabaab hit an F·-·16·.",
        "Talks in Va.·-·based offices·.",
    ]);
}

#[test]
fn numbers_keep_their_signs_and_lose_their_units() {
    check(&[
        "It paid $·1.2·bn·, or 10·%·, for 1,500 tanks·.",
        "A €·3.5·m grant for 5·km of road at 3·pm·.",
        "On 12/05/2024 and 2024-06-19 at 10:30·.",
        "The 7th Fleet in the 1990s·.",
        "Between 5·-·10 men of the G7·.",
        "Call 555-0199 or +44 now·.",
        "US$·40 a barrel·, up .5 points·.",
        "Resolution S/RES/1540·."
            .replace("S/RES/1540", "S·/·RES·/·1540")
            .as_str(),
    ]);
}

#[test]
fn abbreviations_keep_their_stop() {
    check(&[
        "On Wed. Sept. 4 he met 5 Downing St. staff·.",
        "The U.S. Senate met Gen. Petraeus and St. Louis police on Feb. 3·.",
        "J. K. Rowling and Robert F. Kennedy Jr. came·, i.e. both·.",
        "No. 5 is free·, but they said no·.",
        "Arms·, fuel·, etc. were sent at 5 p.m. on Monday·.",
        "Acme Corp. sued Ajax Ltd. in Washington·, D.C.·, today·.",
        "He has a Ph.D. from L.S.E. in law·.",
        "It was plan B·. They left·.",
        "The banker L. Ann Quispe left·.",
        "They fought in World War I·.",
    ]);
}

#[test]
fn capitals_of_an_abbreviation_matter_where_the_table_has_them() {
    check(&[
        "On Sun. 4 May they sat in the sun·. Four left·.",
        "On Sat. night he sat·. Nobody came·.",
    ]);
}

#[test]
fn marks_part_and_runs_of_marks_do_not() {
    check(&[
        "\"·Go·!·\"·, he said (·twice·)·.",
        "“·Why·?·”·, she asked·, ‘·now·’·?",
        "What·?! No·... never·!!!",
        "He left -- they say·—·for Rome·.",
        "``·Yes·''·, he said·.",
        "[·Applause·] Thank you·; [·...·] good night·:",
        "and·/·or AT&T and R&D",
    ]);
}

#[test]
fn addresses_are_whole() {
    check(&[
        "See https://example.org/a-b?c=d·, or www.example.com·.",
        "Write to press.office@example.org·.",
        "(·example.org/report.pdf·) and notes.doc·.",
        "@MFA_Peru posted #PeaceTalks today·.",
        "The end of example.com·.",
    ]);
}

#[test]
fn emoji_and_faces_are_tokens() {
    check(&[
        "Peace at last 😀·👍🏽·🇺🇦 :-) <3",
        "Family 👨‍👩‍👧 left ❤️·.",
        "Fine :)",
    ]);
}

#[test]
fn lines_of_signs_are_one_token() {
    check(&["======", "-----+-----", "* * *", "****"]);
}

#[test]
fn other_scripts_are_words() {
    check(&[
        "Встреча в Москве·.",
        "قال الوزير·، نعم·؟",
        "L’ONU à Genève·.",
        "नमस्ते दिल्ली·।",
    ]);
}
