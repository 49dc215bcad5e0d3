//! Finds the words of two sides that are the same: by their characters, in contractions by their forms.

use super::Node;

/// Pairs of words that are the same, as indices into the two sides.
pub(super) fn align(gold: &[Node], system: &[Node]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut g, mut s) = (0, 0);
    while let (Some(one), Some(other)) = (gold.get(g), system.get(s)) {
        if one.contracted || other.contracted {
            let start = contraction_start(one, other, g, s);
            (g, s) = contraction_end(gold, system, start);
            align_by_form(
                &gold[start.0..g],
                &system[start.1..s],
                (start.0, start.1),
                &mut pairs,
            );
        } else if one.span == other.span {
            pairs.push((g, s));
            (g, s) = (g + 1, s + 1);
        } else if one.span.0 <= other.span.0 {
            g += 1;
        } else {
            s += 1;
        }
    }
    pairs
}

/// Where the stretch starts that holds the contraction at these words, and the end of that contraction. A word that
/// starts before it is left out.
fn contraction_start(gold: &Node, system: &Node, g: usize, s: usize) -> (usize, usize, usize) {
    if gold.contracted {
        let skipped = !system.contracted && system.span.0 < gold.span.0;
        (g, s + usize::from(skipped), gold.span.1)
    } else {
        (
            g + usize::from(gold.span.0 < system.span.0),
            s,
            system.span.1,
        )
    }
}

/// The words after the smallest stretch in which no contraction of either side sticks out.
fn contraction_end(
    gold: &[Node],
    system: &[Node],
    (mut g, mut s, mut end): (usize, usize, usize),
) -> (usize, usize) {
    while !is_beyond(gold.get(g), end) || !is_beyond(system.get(s), end) {
        let from_gold = match (gold.get(g), system.get(s)) {
            (Some(one), Some(other)) => one.span.0 <= other.span.0,
            (one, _) => one.is_some(),
        };
        let node = if from_gold { &gold[g] } else { &system[s] };
        if node.contracted {
            end = end.max(node.span.1);
        }
        g += usize::from(from_gold);
        s += usize::from(!from_gold);
    }
    (g, s)
}

fn is_beyond(node: Option<&Node>, end: usize) -> bool {
    node.is_none_or(|node| {
        if node.contracted {
            node.span.0 >= end
        } else {
            node.span.1 > end
        }
    })
}

/// Aligns by the longest common subsequence of forms.
fn align_by_form(
    gold: &[Node],
    system: &[Node],
    start: (usize, usize),
    pairs: &mut Vec<(usize, usize)>,
) {
    let width = system.len() + 1;
    let mut longest = vec![0usize; (gold.len() + 1) * width];
    for g in (0..gold.len()).rev() {
        for s in (0..system.len()).rev() {
            let both = if gold[g].form == system[s].form {
                1 + longest[(g + 1) * width + s + 1]
            } else {
                0
            };
            longest[g * width + s] = both
                .max(longest[(g + 1) * width + s])
                .max(longest[g * width + s + 1]);
        }
    }
    let (mut g, mut s) = (0, 0);
    while g < gold.len() && s < system.len() {
        if gold[g].form == system[s].form {
            pairs.push((start.0 + g, start.1 + s));
            (g, s) = (g + 1, s + 1);
        } else if longest[g * width + s] == longest[(g + 1) * width + s] {
            g += 1;
        } else {
            s += 1;
        }
    }
}
