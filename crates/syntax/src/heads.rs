//! From the states of the network to the choices for every word: tag, head, relation.
//!
//! Tags and the two sides of arcs and relations are made for all rows of a batch; arcs, trees and relations then
//! sentence by sentence.

use crate::decode::decode;
use crate::kernel::{Data, Level, Rows};
use crate::lstm::{Activations, Layout};
use crate::network::{ARC_LIMIT, CHUNK, LIMIT, Network, transform};
use crate::numbers::{exp, first_highest, quantised, relu};
use crate::weights::Linear;

/// What the network chose for a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Choice {
    /// The number of its tag.
    pub(crate) tag: u16,
    /// The number of its relation.
    pub(crate) label: u16,
    /// 0 for the root, or the number of its head in the sentence, from 1.
    pub(crate) head: u32,
    /// The probability of this head among all.
    pub(crate) probability: f32,
}

/// Numbers of the heads, kept to be filled again.
#[derive(Default)]
pub(crate) struct HeadScratch {
    sums: Vec<i32>,
    floats: Vec<f32>,
    integers: Vec<i16>,
    /// By row: the dependent's side of the arcs.
    left: Vec<i16>,
    /// By row: the head's side of the arcs.
    right: Vec<i16>,
    /// By row: the dependent's and the head's side of the relations.
    label_dep: Vec<f32>,
    label_head: Vec<f32>,
    tags: Vec<u16>,
    /// The heads of one sentence, first the root: their side of the arcs.
    candidates: Vec<i16>,
    /// The scores of one sentence: for each word a row of the root and all words.
    pub(crate) arcs: Vec<f32>,
    pub(crate) label_scores: Vec<f32>,
    heads: Vec<usize>,
}

impl Network {
    /// Makes the sides of arcs and relations, and the tags, of all rows.
    pub(crate) fn sides(&self, states: &Activations, rows: usize, scratch: &mut HeadScratch) {
        let (arc, label) = (self.arc_bilinear.rows, self.label_dep.rows);
        scratch.tags.clear();
        scratch.left.resize(rows * arc, 0);
        scratch.right.resize(rows * arc, 0);
        scratch.label_dep.resize(rows * label, 0.0);
        scratch.label_head.resize(rows * label, 0.0);
        for first in (0..rows).step_by(CHUNK) {
            let rows = states.rows(first, CHUNK.min(rows - first), 0);
            self.tags(rows, scratch);
            self.arc_sides(rows, first * arc, scratch);
            self.label_sides(rows, first * label, scratch);
        }
    }

    /// The scores of the tags of some rows, each row as long as the panels have rows.
    pub(crate) fn tag_scores<'a>(&self, rows: Rows, scratch: &'a mut HeadScratch) -> &'a [f32] {
        transform(
            self.level,
            &self.tag,
            rows,
            &mut scratch.sums,
            &mut scratch.floats,
        );
        &scratch.floats
    }

    fn tags(&self, rows: Rows, scratch: &mut HeadScratch) {
        self.tag_scores(rows, scratch);
        for scores in scratch.floats.chunks_exact(self.tag.width()) {
            scratch
                .tags
                .push(first_highest(&scores[..self.tag.rows]) as u16);
        }
    }

    fn arc_sides(&self, rows: Rows, place: usize, scratch: &mut HeadScratch) {
        let (arc, multipliers) = (self.arc_bilinear.rows, &self.multipliers);
        transform(
            self.level,
            &self.arc_head,
            rows,
            &mut scratch.sums,
            &mut scratch.floats,
        );
        let right = &mut scratch.right[place..place + rows.count * arc];
        integers(
            self.level,
            &scratch.floats,
            multipliers.arc_right,
            ARC_LIMIT,
            true,
            right,
        );
        transform(
            self.level,
            &self.arc_dep,
            rows,
            &mut scratch.sums,
            &mut scratch.floats,
        );
        scratch.integers.resize(rows.count * arc, 0);
        integers(
            self.level,
            &scratch.floats,
            multipliers.arc_dep,
            LIMIT,
            true,
            &mut scratch.integers,
        );
        let deps = contiguous(&scratch.integers, arc);
        transform(
            self.level,
            &self.arc_bilinear,
            deps,
            &mut scratch.sums,
            &mut scratch.floats,
        );
        let left = &mut scratch.left[place..place + rows.count * arc];
        integers(
            self.level,
            &scratch.floats,
            multipliers.arc_left,
            ARC_LIMIT,
            false,
            left,
        );
    }

    fn label_sides(&self, rows: Rows, place: usize, scratch: &mut HeadScratch) {
        let mut side = |linear: &Linear, out: &mut [f32]| {
            transform(
                self.level,
                linear,
                rows,
                &mut scratch.sums,
                &mut scratch.floats,
            );
            out[place..place + scratch.floats.len()].copy_from_slice(&scratch.floats);
        };
        side(&self.label_dep, &mut scratch.label_dep);
        side(&self.label_head, &mut scratch.label_head);
    }

    /// Chooses for the words of one sentence, `root` being the number of the root's relation.
    pub(crate) fn choose(
        &self,
        layout: &Layout,
        sentence: usize,
        root: usize,
        scratch: &mut HeadScratch,
        out: &mut Vec<Choice>,
    ) {
        let words = layout.lengths[sentence];
        self.score_arcs(layout, sentence, scratch);
        let mut heads = std::mem::take(&mut scratch.heads);
        decode(&scratch.arcs, words, &mut heads);
        self.score_labels(layout, sentence, &heads, scratch);
        let arcs = scratch.arcs.chunks_exact_mut(words + 1);
        let labels = scratch.label_scores.chunks_exact_mut(self.label.width());
        for (word, ((&head, arcs), labels)) in heads.iter().zip(arcs).zip(labels).enumerate() {
            labels[root] = f32::NEG_INFINITY;
            let label = if head == 0 {
                root
            } else {
                first_highest(&labels[..self.label.rows])
            };
            arcs[word + 1] = f32::NEG_INFINITY;
            out.push(Choice {
                tag: scratch.tags[layout.row(sentence, word)],
                label: label as u16,
                head: head as u32,
                probability: self.level.run(
                    #[inline(always)]
                    || probability(arcs, head),
                ),
            });
        }
        scratch.heads = heads;
    }

    /// Fills `arcs` for one sentence.
    pub(crate) fn score_arcs(&self, layout: &Layout, sentence: usize, scratch: &mut HeadScratch) {
        let (words, arc) = (layout.lengths[sentence], self.arc_bilinear.rows);
        let row =
            |word: usize| layout.row(sentence, word) * arc..(layout.row(sentence, word) + 1) * arc;
        let root = self
            .arc_root
            .iter()
            .map(|&x| quantised(x, self.multipliers.arc_right, ARC_LIMIT) as i16);
        scratch.candidates.clear();
        scratch.candidates.extend(root);
        for word in 0..words {
            scratch
                .candidates
                .extend_from_slice(&scratch.right[row(word)]);
        }
        scratch.arcs.clear();
        for word in 0..words {
            let left = &scratch.left[row(word)];
            self.level.run(
                #[inline(always)]
                || {
                    let scores = scratch
                        .candidates
                        .chunks_exact(arc)
                        .map(|right| dot(left, right) as f32 * self.arc_scale);
                    scratch.arcs.extend(scores);
                },
            );
        }
    }

    /// Fills `label_scores` for the words of one sentence with the given heads.
    pub(crate) fn score_labels(
        &self,
        layout: &Layout,
        sentence: usize,
        heads: &[usize],
        scratch: &mut HeadScratch,
    ) {
        let width = self.label_dep.rows;
        let row = |word: usize| {
            layout.row(sentence, word) * width..(layout.row(sentence, word) + 1) * width
        };
        scratch.integers.resize(heads.len() * width, 0);
        for (word, (&head, out)) in heads
            .iter()
            .zip(scratch.integers.chunks_exact_mut(width))
            .enumerate()
        {
            let dep = &scratch.label_dep[row(word)];
            let head = head
                .checked_sub(1)
                .map_or(&self.label_root[..], |head| &scratch.label_head[row(head)]);
            self.level.run(
                #[inline(always)]
                || {
                    for ((out, dep), head) in out.iter_mut().zip(dep).zip(head) {
                        *out = quantised(relu(dep + head), self.multipliers.label, LIMIT) as i16;
                    }
                },
            );
        }
        let hidden = contiguous(&scratch.integers, width);
        transform(
            self.level,
            &self.label,
            hidden,
            &mut scratch.sums,
            &mut scratch.label_scores,
        );
    }
}

/// Rows without gaps.
fn contiguous(data: &[i16], width: usize) -> Rows<'_> {
    Rows {
        data: Data::Wide(data),
        stride: width,
        count: data.len() / width,
    }
}

fn integers(
    level: Level,
    floats: &[f32],
    multiplier: f32,
    limit: f32,
    positive: bool,
    out: &mut [i16],
) {
    level.run(
        #[inline(always)]
        || {
            for (out, &x) in out.iter_mut().zip(floats) {
                let x = if positive { relu(x) } else { x };
                *out = quantised(x, multiplier, limit) as i16;
            }
        },
    );
}

#[inline(always)]
fn dot(left: &[i16], right: &[i16]) -> i32 {
    left.iter()
        .zip(right)
        .map(|(&l, &r)| i32::from(l) * i32::from(r))
        .sum()
}

/// The probability of a head among all scores of a row.
#[inline(always)]
fn probability(scores: &[f32], head: usize) -> f32 {
    let highest = scores.iter().fold(f32::NEG_INFINITY, |highest, &score| {
        if score > highest { score } else { highest }
    });
    let total: f32 = scores.iter().map(|&score| exp(score - highest)).sum();
    exp(scores[head] - highest) / total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_of_all_heads_sum_to_one() {
        let scores = [1.0, f32::NEG_INFINITY, 3.0, 2.5, -40.0];
        let all: f32 = (0..scores.len())
            .map(|head| probability(&scores, head))
            .sum();
        assert!((all - 1.0).abs() < 1e-5);
        assert!((probability(&scores, 2) - 0.574_4).abs() < 1e-3);
        assert_eq!(probability(&[0.5], 0), 1.0);
    }

    #[test]
    fn integers_are_cut_and_made_positive() {
        let mut out = [9; 4];
        integers(
            Level::PORTABLE,
            &[-1.0, 0.25, 3.0, 99.0],
            10.0,
            50.0,
            true,
            &mut out,
        );
        assert_eq!(out, [0, 2, 30, 50]);
        integers(Level::PORTABLE, &[-1.0, -99.0], 10.0, 50.0, false, &mut out);
        assert_eq!(out[..2], [-10, -50]);
    }
}
