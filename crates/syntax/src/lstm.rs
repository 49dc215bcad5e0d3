//! The two recurrent layers, over a batch of sentences at once.
//!
//! The cached products of the words go in, the states of the second layer come out, as integers. Rows stand step by
//! step: first the first words of all sentences, the longest sentence first, then the second words. So the sentences
//! that are under way at a step are always the first so many, in both directions.

use crate::cache::FormCache;
use crate::kernel::{Data, LANES, Rows, multiply};
use crate::network::{GATES, Network, Way};
use crate::numbers::{quantised, sigmoid, tanh};

/// The numbers of all gates of a block of units.
const BLOCK: usize = GATES * LANES;

/// Rows of activations, in the width that the network's matrices want.
pub(crate) struct Activations {
    data: Store,
    width: usize,
}

enum Store {
    Wide(Vec<i16>),
    Narrow(Vec<u8>),
}

impl Activations {
    fn resize(&mut self, rows: usize, width: usize, narrow: bool) {
        self.width = width;
        match (&mut self.data, narrow) {
            (Store::Wide(data), false) => data.resize(rows * width, 0),
            (Store::Narrow(data), true) => data.resize(rows * width, 0),
            (data, false) => *data = Store::Wide(vec![0; rows * width]),
            (data, true) => *data = Store::Narrow(vec![0; rows * width]),
        }
    }

    /// So many rows from the first, from a column on.
    pub(crate) fn rows(&self, first: usize, count: usize, column: usize) -> Rows<'_> {
        let start = first * self.width + column;
        Rows {
            data: match &self.data {
                Store::Wide(data) => Data::Wide(&data[start..]),
                Store::Narrow(data) => Data::Narrow(&data[start..]),
            },
            stride: self.width,
            count,
        }
    }

    #[inline(always)]
    fn store(&mut self, row: usize, column: usize, values: [i32; LANES]) {
        let place = row * self.width + column..row * self.width + column + LANES;
        match &mut self.data {
            Store::Wide(data) => {
                data[place]
                    .iter_mut()
                    .zip(values)
                    .for_each(|(place, value)| *place = value as i16);
            }
            Store::Narrow(data) => {
                data[place]
                    .iter_mut()
                    .zip(values)
                    .for_each(|(place, value)| *place = (value + 128) as u8);
            }
        }
    }
}

impl Default for Activations {
    fn default() -> Self {
        Activations {
            data: Store::Wide(Vec::new()),
            width: 0,
        }
    }
}

/// How the words of a batch are laid out.
#[derive(Default)]
pub(crate) struct Layout {
    /// How many words each sentence has, the longest first; none is empty.
    pub(crate) lengths: Vec<usize>,
    /// For each step, its first row and how many sentences are under way.
    pub(crate) steps: Vec<(usize, usize)>,
}

impl Layout {
    /// Lays out sentences of these lengths, which must not rise.
    pub(crate) fn fill(&mut self, lengths: impl Iterator<Item = usize>) {
        self.lengths.clear();
        self.lengths.extend(lengths);
        self.steps.clear();
        let (mut first, mut active) = (0, self.lengths.len());
        for step in 0..self.lengths.first().copied().unwrap_or(0) {
            while active > 0 && self.lengths[active - 1] <= step {
                active -= 1;
            }
            self.steps.push((first, active));
            first += active;
        }
    }

    /// How many words there are.
    pub(crate) fn rows(&self) -> usize {
        self.steps
            .last()
            .map_or(0, |&(first, active)| first + active)
    }

    /// The row of a word of a sentence.
    pub(crate) fn row(&self, sentence: usize, word: usize) -> usize {
        self.steps[word].0 + sentence
    }
}

/// Numbers on the way through the layers, kept to be filled again.
#[derive(Default)]
pub(crate) struct LstmScratch {
    middle: Activations,
    /// What the cells of all sentences remember.
    cells: Vec<f32>,
    from_state: Vec<i32>,
    from_input: Vec<i32>,
}

/// What a layer reads.
enum Input<'a> {
    /// The cached products, by the slots of the words, row by row.
    Forms(&'a FormCache, &'a [u32]),
    /// The states of the layer before.
    States(&'a Activations),
}

impl Network {
    /// Runs both layers in both directions. `slots` are those of the words, row by row.
    pub(crate) fn encode(
        &self,
        layout: &Layout,
        cache: &FormCache,
        slots: &[u32],
        scratch: &mut LstmScratch,
        states: &mut Activations,
    ) {
        let mut middle = std::mem::take(&mut scratch.middle);
        for (layer, ways) in self.layers.iter().enumerate() {
            let (input, out) = match layer {
                0 => (Input::Forms(cache, slots), &mut middle),
                _ => (Input::States(&middle), &mut *states),
            };
            out.resize(layout.rows(), 2 * self.hidden, self.narrow);
            for (direction, way) in ways.iter().enumerate() {
                self.pass(way, direction, &input, layout, scratch, out);
            }
        }
        scratch.middle = middle;
    }

    /// One direction of one layer: all steps, block of units after block of units.
    fn pass(
        &self,
        way: &Way,
        direction: usize,
        input: &Input,
        layout: &Layout,
        scratch: &mut LstmScratch,
        out: &mut Activations,
    ) {
        let sentences = layout.lengths.len();
        scratch.cells.clear();
        scratch.cells.resize(sentences * self.hidden, 0.0);
        scratch.from_state.resize(sentences * BLOCK, 0);
        scratch.from_input.resize(sentences * BLOCK, 0);
        let mut before = None;
        for step in 0..layout.steps.len() {
            let step = if direction == 0 {
                step
            } else {
                layout.steps.len() - 1 - step
            };
            let place = Place {
                direction,
                before,
                first: layout.steps[step].0,
                active: layout.steps[step].1,
            };
            for block in 0..self.hidden / LANES {
                self.block(way, &place, block, input, scratch, out);
            }
            before = Some(layout.steps[step]);
        }
    }

    /// The next states of 16 units in all sentences under way.
    fn block(
        &self,
        way: &Way,
        place: &Place,
        block: usize,
        input: &Input,
        scratch: &mut LstmScratch,
        out: &mut Activations,
    ) {
        let (panels, column) = (
            block * GATES..(block + 1) * GATES,
            place.direction * self.hidden,
        );
        // A sentence that has just begun has no state yet: its sums are zero.
        let (earlier, known) = place
            .before
            .map_or((0, 0), |(first, active)| (first, active.min(place.active)));
        let from_state = &mut scratch.from_state[..place.active * BLOCK];
        let states = out.rows(earlier, known, column);
        multiply(
            self.level,
            &way.h.panels,
            panels.clone(),
            states,
            &mut from_state[..known * BLOCK],
        );
        from_state[known * BLOCK..].fill(0);
        if let Input::States(states) = input {
            let rows = states.rows(place.first, place.active, 0);
            multiply(
                self.level,
                &way.x.panels,
                panels,
                rows,
                &mut scratch.from_input,
            );
        }
        self.level.run(
            #[inline(always)]
            || self.cells(way, place, block, input, scratch, out),
        );
    }

    /// The arithmetic between the products, for 16 units in all sentences under way.
    #[inline(always)]
    fn cells(
        &self,
        way: &Way,
        place: &Place,
        block: usize,
        input: &Input,
        scratch: &mut LstmScratch,
        out: &mut Activations,
    ) {
        let rows = block * BLOCK;
        let (x_scales, x_biases) = (
            &way.x.scales.as_chunks().0[block],
            &way.x.biases.as_chunks().0[block],
        );
        let h_scales = &way.h.scales.as_chunks().0[block];
        let (from_state, from_input) = (
            scratch.from_state.as_chunks().0,
            scratch.from_input.as_chunks().0,
        );
        let cells = scratch.cells.chunks_exact_mut(self.hidden);
        for (sentence, cells) in cells.take(place.active).enumerate() {
            let Some(cells) = cells.as_chunks_mut().0.get_mut(block) else {
                continue;
            };
            let next = match input {
                Input::Forms(cache, slots) => {
                    let products = cache.products(slots[place.first + sentence], place.direction);
                    let Some(products) = products[rows..].first_chunk() else {
                        continue;
                    };
                    unit(
                        products,
                        &from_state[sentence],
                        h_scales,
                        cells,
                        self.multipliers.state,
                    )
                }
                Input::States(_) => {
                    let products = scaled(&from_input[sentence], x_scales, x_biases);
                    unit(
                        &products,
                        &from_state[sentence],
                        h_scales,
                        cells,
                        self.multipliers.state,
                    )
                }
            };
            out.store(
                place.first + sentence,
                place.direction * self.hidden + block * LANES,
                next,
            );
        }
    }
}

/// Where a step stands.
struct Place {
    direction: usize,
    /// The first row of the step before, and how many sentences were under way.
    before: Option<(usize, usize)>,
    first: usize,
    active: usize,
}

#[inline(always)]
fn scaled(sums: &[i32; BLOCK], scales: &[f32; BLOCK], biases: &[f32; BLOCK]) -> [f32; BLOCK] {
    let mut out = [0.0; BLOCK];
    for place in 0..BLOCK {
        out[place] = sums[place] as f32 * scales[place] + biases[place];
    }
    out
}

/// 16 units of an LSTM: what they remember is changed, their new state comes out as integers.
#[inline(always)]
fn unit(
    products: &[f32; BLOCK],
    sums: &[i32; BLOCK],
    scales: &[f32; BLOCK],
    cells: &mut [f32; LANES],
    multiplier: f32,
) -> [i32; LANES] {
    let mut next = [0; LANES];
    for lane in 0..LANES {
        let gate = |gate: usize| {
            let place = gate * LANES + lane;
            products[place] + sums[place] as f32 * scales[place]
        };
        let (enter, keep) = (sigmoid(gate(0)), sigmoid(gate(1)));
        let (new, show) = (tanh(gate(2)), sigmoid(gate(3)));
        let cell = keep * cells[lane] + enter * new;
        cells[lane] = cell;
        next[lane] = quantised(show * tanh(cell), multiplier, crate::network::LIMIT);
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_laid_out_step_by_step() {
        let mut layout = Layout::default();
        layout.fill([3, 2, 2].into_iter());
        // Rows: the first words 0 1 2, the second 3 4 5, and the third of the first sentence, 6.
        assert_eq!(layout.steps, [(0, 3), (3, 3), (6, 1)]);
        assert_eq!(
            (layout.rows(), layout.row(0, 2), layout.row(2, 1)),
            (7, 6, 5)
        );
        layout.fill(std::iter::empty());
        assert_eq!(layout.rows(), 0);
    }

    #[test]
    fn a_unit_by_hand() {
        // All gates at zero but the new value, which is large: half of one is remembered, and half of that's tanh shown.
        let mut products = [0.0; BLOCK];
        products[2 * LANES] = 50.0;
        let mut cells = [0.0; LANES];
        let next = unit(&products, &[0; BLOCK], &[0.0; BLOCK], &mut cells, 1000.0);
        assert!((cells[0] - 0.5).abs() < 1e-3 && cells[1] == 0.0);
        assert!((next[0] - 231).abs() <= 1 && next[1] == 0, "{next:?}");
    }
}
