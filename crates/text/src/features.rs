//! What the model sees of the place between two tokens.
//!
//! The looks of the tokens around the place and what is known of the sentence so far go in; hashes of features come
//! out. The trainer takes its features from this same code, through the example `features`.

use crate::shapes::{Look, Shape};

/// How many features a place has.
pub(crate) const COUNT: usize = 37;

/// What is known of the sentence and the paragraph around a place.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Context {
    /// Tokens since the sentence began.
    pub(crate) so_far: usize,
    /// Tokens until the paragraph ends.
    pub(crate) to_go: usize,
    /// Brackets that are open.
    pub(crate) brackets: u32,
    /// Whether a quotation is open.
    pub(crate) quoted: bool,
    /// Whether the document begins most of its sentences with capitals: 0 no stop seen, 1 no, 2 yes.
    pub(crate) habit: u32,
    /// The look of the first token of the sentence.
    pub(crate) first: Look,
}

/// The features of the place before `looks[at]`. Tokens outside `start..end`, the paragraph, are not seen.
pub(crate) fn features(
    looks: &[Look],
    at: usize,
    (start, end): (usize, usize),
    context: &Context,
) -> [u32; COUNT] {
    let see = |index: usize| {
        if (start..end).contains(&index) {
            looks[index]
        } else {
            Look::default()
        }
    };
    let back = |n: usize| {
        if at >= n {
            see(at - n)
        } else {
            Look::default()
        }
    };
    let [p3, p2, p1] = [back(3), back(2), back(1)];
    let [n1, n2, n3] = [see(at), see(at + 1), see(at + 2)];
    let [s3, s2, s1] = [p3, p2, p1].map(glued_shape);
    let [t1, t2, t3] = [n1, n2, n3].map(glued_shape);
    let so_far = bucket(context.so_far);
    let to_go = bucket(context.to_go);
    let inside = context.brackets.min(2) * 2 + u32::from(context.quoted);
    let habit = context.habit;
    // An abbreviation can end a sentence as a stop does: what may begin one behind it is learned from both.
    let ended = u32::from(matches!(p1.shape, Shape::Stop | Shape::Abbreviation));
    let known = [
        (p1.word, t1),
        (n1.word, s1),
        (p1.word, n1.word),
        (p2.word, p1.word),
        (n1.word, n2.word),
        (p2.word, s1 * 64 + t1),
        (n2.word, s1 * 64 + t1),
        (p3.word, s1 * 64 + t1),
        (n3.word, s1 * 64 + t1),
        (s1, t1),
        (s2 * 64 + s1, t1),
        (s1, t1 * 64 + t2),
        (s2 * 64 + s1, t1 * 64 + t2),
        (s3 * 64 + s2, s1 * 64 + t1),
        (s1, (t1 * 64 + t2) * 64 + t3),
        (s1 * 64 + t1, so_far),
        (s1 * 64 + t1, to_go),
        (s1 * 64 + t1, inside),
        (s1 * 64 + t1, habit),
        (n1.word, s1 * 4 + habit),
        (p1.word, t1 * 4 + habit),
        (s1 * 64 + t1, length(p1)),
        (s1 * 64 + t1, length(n1)),
        (so_far * 16 + to_go, s1 * 64 + t1),
        (n1.word, inside),
        (p1.word, inside),
        (glued_shape(context.first), s1 * 64 + t1),
        (context.first.word, s1 * 64 + t1),
        (p1.word, 0),
        (n1.word, 1),
        (p2.word, 2),
        (n2.word, 3),
        (s1 * 64 + t1, so_far * 8 + inside),
        (s2 * 64 + s1, (t1 * 64 + t2) * 4 + habit),
        (n1.word, ended * 64 + t1),
        (n1.word ^ n2.word.rotate_left(9), ended),
        (ended * 64 + t1, so_far),
    ];
    let mut out = [0; COUNT];
    for (index, (one, two)) in known.into_iter().enumerate() {
        out[index] = mix(index as u32, one, two);
    }
    out
}

fn glued_shape(look: Look) -> u32 {
    look.shape as u32 * 2 + u32::from(look.glued && look.shape != Shape::Edge)
}

fn length(look: Look) -> u32 {
    u32::from(look.length.min(12))
}

/// Counts as classes: small ones exactly, larger ones by size.
fn bucket(count: usize) -> u32 {
    match count {
        0..=4 => count as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=20 => 8,
        21..=30 => 9,
        31..=50 => 10,
        51..=80 => 11,
        _ => 12,
    }
}

fn mix(index: u32, one: u32, two: u32) -> u32 {
    let value = (index + 1).wrapping_mul(0x9e37_79b9) ^ one;
    (value.rotate_left(13).wrapping_mul(0x85eb_ca6b) ^ two).wrapping_mul(0xc2b2_ae35)
}
