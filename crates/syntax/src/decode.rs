//! Scores of heads for every word in, heads that form a tree with exactly one root out.
//!
//! Each word takes its best head; only where that is no tree, the best tree is sought by Chu-Liu/Edmonds.
//! The order of comparisons is that of the trainer's reference, so that ties fall alike.

/// Taken from the score of the root for every word, so that a tree with one root child beats every tree with more.
const ROOT_PENALTY: f64 = 1e6;

/// Scores beyond this are cut to it, so that sums and differences stay numbers.
const LARGEST: f64 = 1e30;

/// A square matrix of scores of heads: node 0 is the root, `row(d)[h]` the score of head `h` for dependent `d`.
struct Matrix {
    nodes: usize,
    scores: Vec<f64>,
}

impl Matrix {
    fn filled(nodes: usize) -> Self {
        Matrix {
            nodes,
            scores: vec![f64::NEG_INFINITY; nodes * nodes],
        }
    }

    fn row(&self, dependent: usize) -> &[f64] {
        &self.scores[dependent * self.nodes..][..self.nodes]
    }

    fn row_mut(&mut self, dependent: usize) -> &mut [f64] {
        &mut self.scores[dependent * self.nodes..][..self.nodes]
    }
}

/// One contraction of a cycle into a node, remembered to be undone.
struct Contraction {
    /// The best heads before it, the cycle among them.
    heads: Vec<usize>,
    /// The nodes outside of the cycle: number after the contraction to number before.
    outside: Vec<usize>,
    /// For each node outside, the member of the cycle that would be its best head.
    leave: Vec<usize>,
    /// For each node outside, the member of the cycle that would best hang on it.
    enter: Vec<usize>,
}

/// Chooses the heads of a sentence.
///
/// `scores` holds for each of the words a row of one score for the root and one for each word, in their order; that
/// of the word itself is passed over. Each head comes back as 0 for the root or the number of the word, from 1.
pub(crate) fn decode(scores: &[f32], words: usize, heads: &mut Vec<usize>) {
    heads.clear();
    for (word, row) in scores.chunks_exact(words + 1).take(words).enumerate() {
        heads.push(best_head(row, word + 1));
    }
    if !is_tree(heads) {
        *heads = repaired(scores, words);
    }
}

/// The first of the best heads of a row, its own number left out.
fn best_head(row: &[f32], own: usize) -> usize {
    let mut best = (0, f32::NEG_INFINITY);
    for (head, &score) in row.iter().enumerate() {
        if score > best.1 && head != own {
            best = (head, score);
        }
    }
    best.0
}

/// Whether exactly one word hangs on the root and every word leads there.
pub(crate) fn is_tree(heads: &[usize]) -> bool {
    heads.iter().filter(|&&head| head == 0).count() == 1 && {
        let mut nodes = Vec::with_capacity(heads.len() + 1);
        nodes.push(0);
        nodes.extend_from_slice(heads);
        find_cycle(&nodes).is_none()
    }
}

/// The best tree, with what the penalty could not bring about (scores beyond its size) mended by hand.
fn repaired(scores: &[f32], words: usize) -> Vec<usize> {
    let mut matrix = Matrix::filled(words + 1);
    for (word, row) in scores.chunks_exact(words + 1).take(words).enumerate() {
        for (to, &from) in matrix.row_mut(word + 1).iter_mut().zip(row) {
            *to = if from.is_nan() {
                -LARGEST
            } else {
                f64::from(from).clamp(-LARGEST, LARGEST)
            };
        }
        matrix.row_mut(word + 1)[word + 1] = f64::NEG_INFINITY;
        matrix.row_mut(word + 1)[0] -= ROOT_PENALTY;
    }
    let mut heads = edmonds(matrix);
    heads.remove(0);
    keep_one_root(&mut heads);
    heads
}

/// Hangs all root children but the first on the first.
fn keep_one_root(heads: &mut [usize]) {
    let mut first = None;
    for (word, head) in heads.iter_mut().enumerate() {
        if *head == 0 {
            *head = first.unwrap_or(0);
            first = first.or(Some(word + 1));
        }
    }
}

/// The members of one cycle among the heads of nodes, node 0 being the root; the first that a walk comes upon.
fn find_cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut node = start;
        while node > 0 && seen[node] == 0 {
            seen[node] = start;
            node = heads[node];
        }
        if node > 0 && seen[node] == start {
            let mut cycle = vec![node];
            let mut other = heads[node];
            while other != node {
                cycle.push(other);
                other = heads[other];
            }
            return Some(cycle);
        }
    }
    None
}

/// The first of the items with the highest score.
fn first_best(items: &[usize], score: impl Fn(usize) -> f64) -> usize {
    let mut best = (items[0], score(items[0]));
    for &item in &items[1..] {
        let value = score(item);
        if value > best.1 {
            best = (item, value);
        }
    }
    best.0
}

/// The heads of the best tree over all nodes; that of node 0 is 0 and means nothing.
fn edmonds(mut matrix: Matrix) -> Vec<usize> {
    let mut contractions = Vec::new();
    loop {
        let all: Vec<usize> = (0..matrix.nodes).collect();
        let mut heads = vec![0];
        heads.extend((1..matrix.nodes).map(|node| first_best(&all, |head| matrix.row(node)[head])));
        let Some(cycle) = find_cycle(&heads) else {
            return contractions.iter().rev().fold(heads, expand);
        };
        let (smaller, contraction) = contract(&matrix, heads, &cycle);
        matrix = smaller;
        contractions.push(contraction);
    }
}

/// Makes one node, the last, of the cycle.
fn contract(matrix: &Matrix, heads: Vec<usize>, cycle: &[usize]) -> (Matrix, Contraction) {
    let mut inside = vec![false; matrix.nodes];
    for &member in cycle {
        inside[member] = true;
    }
    let outside: Vec<usize> = (0..matrix.nodes).filter(|&node| !inside[node]).collect();
    let last = outside.len();
    let gain =
        |member: usize, head: usize| matrix.row(member)[head] - matrix.row(member)[heads[member]];
    let mut small = Matrix::filled(last + 1);
    let (mut leave, mut enter) = (Vec::with_capacity(last), Vec::with_capacity(last));
    for (index, &node) in outside.iter().enumerate() {
        let best = first_best(cycle, |member| matrix.row(node)[member]);
        let entry = first_best(cycle, |member| gain(member, node));
        if index > 0 {
            for (to, &head) in small.row_mut(index).iter_mut().zip(&outside) {
                *to = matrix.row(node)[head];
            }
            small.row_mut(index)[last] = matrix.row(node)[best];
        }
        small.row_mut(last)[index] = gain(entry, node);
        leave.push(best);
        enter.push(entry);
    }
    let contraction = Contraction {
        heads,
        outside,
        leave,
        enter,
    };
    (small, contraction)
}

/// Puts the solution with the cycle as one node back onto all nodes.
fn expand(small: Vec<usize>, contraction: &Contraction) -> Vec<usize> {
    let last = contraction.outside.len();
    let mut heads = contraction.heads.clone();
    for (index, &node) in contraction.outside.iter().enumerate().skip(1) {
        heads[node] = match small[index] {
            head if head == last => contraction.leave[index],
            head => contraction.outside[head],
        };
    }
    let into = small[last];
    heads[contraction.enter[into]] = contraction.outside[into];
    heads
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decoded(scores: &[f32], words: usize) -> Vec<usize> {
        let mut heads = Vec::new();
        decode(scores, words, &mut heads);
        heads
    }

    /// Every tree with one root child, by trying all heads of all words.
    fn best_of_all(scores: &[f32], words: usize) -> f64 {
        let mut best = f64::NEG_INFINITY;
        for code in 0..(words + 1).pow(words as u32) {
            let heads: Vec<usize> = (0..words)
                .map(|word| code / (words + 1).pow(word as u32) % (words + 1))
                .collect();
            if is_tree(&heads) {
                best = best.max(total(scores, &heads));
            }
        }
        best
    }

    fn total(scores: &[f32], heads: &[usize]) -> f64 {
        let wide = heads.len() + 1;
        heads
            .iter()
            .enumerate()
            .map(|(word, &head)| f64::from(scores[word * wide + head]))
            .sum()
    }

    #[test]
    fn a_tree_of_best_heads_is_kept() {
        // Rows: root, then the three words.
        let scores = [0.0, 9.0, 5.0, 1.0, 7.0, 0.0, 9.0, 2.0, 1.0, 2.0, 3.0, 9.0];
        assert_eq!(decoded(&scores, 3), [2, 0, 2]);
    }

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        // Words 1 and 2 choose one another; hanging word 2 on the root costs 1, word 1 on it costs 5.
        let scores = [4.0, 0.0, 9.0, 8.0, 9.0, 0.0];
        assert_eq!(decoded(&scores, 2), [2, 0]);
    }

    #[test]
    fn two_roots_become_one() {
        let scores = [9.0, 0.0, 1.0, 8.0, 2.0, 0.0];
        assert_eq!(decoded(&scores, 2), [0, 1]);
    }

    #[test]
    fn no_words_have_no_heads() {
        assert!(decoded(&[], 0).is_empty());
        assert_eq!(decoded(&[1.0, 2.0], 1), [0]);
    }

    #[test]
    fn scores_beyond_all_measure_still_give_a_tree() {
        let mut scores = vec![f32::MAX; 4 * 5];
        assert!(is_tree(&decoded(&scores, 4)));
        scores.fill(f32::NAN);
        assert!(is_tree(&decoded(&scores, 4)));
        scores.fill(f32::NEG_INFINITY);
        assert!(is_tree(&decoded(&scores, 4)));
        scores.fill(f32::INFINITY);
        assert!(is_tree(&decoded(&scores, 4)));
    }

    fn sentence() -> impl Strategy<Value = (usize, Vec<f32>)> {
        (1usize..40).prop_flat_map(|words| {
            (
                Just(words),
                prop::collection::vec(-30f32..30.0, words * (words + 1)),
            )
        })
    }

    fn short_sentence() -> impl Strategy<Value = (usize, Vec<f32>)> {
        (1usize..6).prop_flat_map(|words| {
            (
                Just(words),
                prop::collection::vec(-9f32..9.0, words * (words + 1)),
            )
        })
    }

    proptest! {
        #[test]
        fn always_one_root_and_no_cycle((words, scores) in sentence()) {
            prop_assert!(is_tree(&decoded(&scores, words)));
        }

        #[test]
        fn ties_give_a_tree((words, scores) in sentence()) {
            let rounded: Vec<f32> = scores.iter().map(|score| (score / 20.0).round()).collect();
            prop_assert!(is_tree(&decoded(&rounded, words)));
        }

        #[test]
        fn no_tree_is_better((words, scores) in short_sentence()) {
            let heads = decoded(&scores, words);
            prop_assert!((total(&scores, &heads) - best_of_all(&scores, words)).abs() < 1e-3);
        }
    }
}
