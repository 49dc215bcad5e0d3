//! Products of integer matrices: the inner loop of the network, and the only unsafe code of the project.
//!
//! Weights of 8 bits and activations of 16 bits go in, exact sums of 32 bits come out, the same on every machine: which
//! instructions add them up is chosen once, when the network is loaded. What the numbers mean is left to `network`.
#![allow(unsafe_code)] // Measured: the vector instructions are several times as fast as what the compiler makes itself.

mod level;
#[cfg(target_arch = "x86_64")]
mod x86;

use std::ops::Range;

pub(crate) use level::Level;
use level::Set;

/// How many rows of weights are multiplied side by side.
pub(crate) const LANES: usize = 16;

/// For some neighbouring inputs (two of 16 bits, or four of 8), the weights of the rows of a panel, row by row.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
struct Line<T, const N: usize>([T; N]);

type WideLine = Line<i16, 32>;
type NarrowLine = Line<i8, 64>;

/// A matrix of weights, cut into panels of 16 rows; within a panel, input after input.
///
/// Rows that fill the last panel are zero, and so are inputs that fill the last line.
pub(crate) struct Panels {
    lines: Lines,
    /// How many lines make a panel.
    depth: usize,
    count: usize,
}

enum Lines {
    /// For activations of 16 bits.
    Wide(Vec<WideLine>),
    /// For activations of 8 bits, stored as their sum with 128; with the number that takes this off again, a row.
    Narrow(Vec<NarrowLine>, Vec<i32>),
}

impl Panels {
    /// Packs a matrix of so many rows and inputs, whose weights `weight(row, input)` tells, for activations of 16 bits.
    pub(crate) fn wide(rows: usize, inputs: usize, weight: impl Fn(usize, usize) -> i8) -> Self {
        let value = |row, input| {
            if row < rows && input < inputs {
                weight(row, input).into()
            } else {
                0i16
            }
        };
        let (count, depth) = (rows.div_ceil(LANES), inputs.div_ceil(2));
        let line = |at: usize| {
            let (row, input) = (at / depth * LANES, at % depth * 2);
            Line(std::array::from_fn(|place| {
                value(row + place / 2, input + place % 2)
            }))
        };
        Panels {
            lines: Lines::Wide((0..count * depth).map(line).collect()),
            depth,
            count,
        }
    }

    /// Packs a matrix for activations of 8 bits.
    pub(crate) fn narrow(rows: usize, inputs: usize, weight: impl Fn(usize, usize) -> i8) -> Self {
        let value = |row, input| {
            if row < rows && input < inputs {
                weight(row, input)
            } else {
                0
            }
        };
        let (count, depth) = (rows.div_ceil(LANES), inputs.div_ceil(4));
        let line = |at: usize| {
            let (row, input) = (at / depth * LANES, at % depth * 4);
            Line(std::array::from_fn(|place| {
                value(row + place / 4, input + place % 4)
            }))
        };
        let offset = |row| {
            (0..inputs)
                .map(|input| -128 * i32::from(value(row, input)))
                .sum()
        };
        Panels {
            lines: Lines::Narrow(
                (0..count * depth).map(line).collect(),
                (0..count * LANES).map(offset).collect(),
            ),
            depth,
            count,
        }
    }

    /// How many panels there are.
    pub(crate) fn count(&self) -> usize {
        self.count
    }
}

/// Rows of activations in one slice, each so many numbers after the one before.
#[derive(Clone, Copy)]
pub(crate) struct Rows<'a> {
    /// All the numbers, from the first of the first row.
    pub(crate) data: Data<'a>,
    /// The distance of the rows.
    pub(crate) stride: usize,
    /// How many rows there are.
    pub(crate) count: usize,
}

/// Activations in the form that the weights were packed for.
#[derive(Clone, Copy)]
pub(crate) enum Data<'a> {
    /// 16 bits each.
    Wide(&'a [i16]),
    /// 8 bits each, as their sum with 128.
    Narrow(&'a [u8]),
}

/// Multiplies rows of activations by some panels of weights.
///
/// `sums` gets for each row of activations one number for each row of the panels. Activations of another width than
/// the weights were packed for give zeros.
pub(crate) fn multiply(
    level: Level,
    weights: &Panels,
    panels: Range<usize>,
    rows: Rows,
    sums: &mut [i32],
) {
    let (depth, width) = (weights.depth, panels.len() * LANES);
    let sums = &mut sums[..rows.count * width];
    if depth == 0 || sums.is_empty() {
        return sums.fill(0);
    }
    let lines = panels.start * depth..panels.end * depth;
    let needed = (rows.count - 1) * rows.stride;
    match (&weights.lines, rows.data) {
        (Lines::Wide(all), Data::Wide(data)) => {
            let data = &data[..needed + 2 * depth];
            multiply_wide(level, &all[lines], depth, data, rows.stride, sums, width);
        }
        (Lines::Narrow(all, offsets), Data::Narrow(data)) => {
            let data = &data[..needed + 4 * depth];
            let offsets = &offsets[panels.start * LANES..panels.end * LANES];
            multiply_narrow(level, &all[lines], offsets, depth, data, rows.stride, sums);
        }
        _ => sums.fill(0),
    }
}

fn multiply_wide(
    level: Level,
    lines: &[WideLine],
    depth: usize,
    data: &[i16],
    stride: usize,
    sums: &mut [i32],
    width: usize,
) {
    match level.0 {
        Set::Portable => portable_wide(lines, depth, data, stride, sums, width),
        // SAFETY: such a level is only made where the processor was asked for these instructions, and the caller cut
        // the slices to what is read and written.
        #[cfg(target_arch = "x86_64")]
        Set::Avx2 => unsafe { x86::wide_avx2(lines, depth, data, stride, sums, width) },
        #[cfg(target_arch = "x86_64")]
        Set::Avx512 => unsafe { x86::wide_avx512(lines, depth, data, stride, sums, width) },
    }
}

fn multiply_narrow(
    level: Level,
    lines: &[NarrowLine],
    offsets: &[i32],
    depth: usize,
    data: &[u8],
    stride: usize,
    sums: &mut [i32],
) {
    match level.0 {
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Set::Avx512 => unsafe { x86::narrow_avx512(lines, offsets, depth, data, stride, sums) },
        _ => portable_narrow(lines, offsets, depth, data, stride, sums),
    }
}

/// The product in plain words: what the others must equal.
fn portable_wide(
    lines: &[WideLine],
    depth: usize,
    data: &[i16],
    stride: usize,
    sums: &mut [i32],
    width: usize,
) {
    for (row, out) in sums.chunks_exact_mut(width).enumerate() {
        let pairs = data[row * stride..][..2 * depth].as_chunks().0;
        for (panel, out) in lines.chunks_exact(depth).zip(out.as_chunks_mut().0) {
            *out = portable_row(panel, pairs);
        }
    }
}

/// One row by one panel. The sums of the two inputs are kept apart to the end: so compilers find the vectors in it.
#[inline(never)]
fn portable_row(panel: &[WideLine], pairs: &[[i16; 2]]) -> [i32; LANES] {
    let mut totals = [0; 2 * LANES];
    for (line, &[first, second]) in panel.iter().zip(pairs) {
        let x: [i16; 2 * LANES] =
            std::array::from_fn(|place| if place % 2 == 0 { first } else { second });
        for (total, (&weight, x)) in totals.iter_mut().zip(line.0.iter().zip(x)) {
            *total += i32::from(weight) * i32::from(x);
        }
    }
    std::array::from_fn(|lane| totals[2 * lane] + totals[2 * lane + 1])
}

/// The same for activations of 8 bits.
fn portable_narrow(
    lines: &[NarrowLine],
    offsets: &[i32],
    depth: usize,
    data: &[u8],
    stride: usize,
    sums: &mut [i32],
) {
    for (row, out) in sums.chunks_exact_mut(offsets.len()).enumerate() {
        let fours = data[row * stride..][..4 * depth].as_chunks::<4>().0;
        out.copy_from_slice(offsets);
        for (panel, out) in lines
            .chunks_exact(depth)
            .zip(out.as_chunks_mut::<LANES>().0)
        {
            for (line, four) in panel.iter().zip(fours) {
                for (sum, weights) in out.iter_mut().zip(line.0.as_chunks::<4>().0) {
                    *sum += weights
                        .iter()
                        .zip(four)
                        .map(|(&w, &x)| i32::from(w) * i32::from(x))
                        .sum::<i32>();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn product(level: Level, weights: &Panels, panels: Range<usize>, rows: Rows) -> Vec<i32> {
        let mut sums = vec![-1; rows.count * panels.len() * LANES];
        multiply(level, weights, panels, rows, &mut sums);
        sums
    }

    fn wide(data: &[i16], stride: usize, count: usize) -> Rows<'_> {
        Rows {
            data: Data::Wide(data),
            stride,
            count,
        }
    }

    #[test]
    fn a_small_product_by_hand() {
        // Weights: row r is [r, 1, 2]; activations: [10, 20, 30] and [-1, 0, 1], each row padded to four.
        let weight = |row: usize, input: usize| [row as i8, 1, 2][input];
        let (weights, narrow) = (Panels::wide(17, 3, weight), Panels::narrow(17, 3, weight));
        let data = [10, 20, 30, 99, -1, 0, 1, 99];
        let bytes = data.map(|x| (x + 128) as u8);
        let rows = wide(&data, 4, 2);
        assert_eq!(weights.count(), 2);
        for level in Level::available() {
            let sums = product(level, &weights, 0..2, rows);
            for row in 0..17 {
                assert_eq!(sums[row], 10 * row as i32 + 80, "{level:?}");
                assert_eq!(sums[32 + row], 2 - row as i32, "{level:?}");
            }
            assert_eq!(sums[17..32], [0; 15], "rows that fill the panel are zero");
            assert_eq!(product(level, &weights, 1..2, rows)[0], sums[16]);
            let rows = Rows {
                data: Data::Narrow(&bytes),
                ..rows
            };
            assert_eq!(product(level, &narrow, 0..2, rows), sums);
            assert_eq!(
                product(level, &weights, 0..1, rows),
                [0; 32],
                "the other width"
            );
        }
    }

    #[test]
    fn the_largest_numbers_do_not_overflow() {
        let weights = Panels::wide(16, 448, |_, _| -127);
        let narrow = Panels::narrow(16, 448, |_, _| -127);
        for level in Level::available() {
            assert_eq!(
                product(level, &weights, 0..1, wide(&[-16383; 448], 448, 1)),
                [448 * 127 * 16383; 16]
            );
            let rows = Rows {
                data: Data::Narrow(&[255; 448]),
                stride: 448,
                count: 1,
            };
            assert_eq!(product(level, &narrow, 0..1, rows), [448 * -127 * 127; 16]);
        }
    }

    /// Numbers below a bound, on both sides of zero.
    fn numbers(seed: u64, count: usize, bound: i64) -> Vec<i16> {
        let mut state = seed;
        let mut next = || {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            ((state >> 33) as i64 % (2 * bound - 1) - bound + 1) as i16
        };
        (0..count).map(|_| next()).collect()
    }

    fn in_plain_words(
        weights: &[i16],
        outputs: usize,
        inputs: usize,
        data: &[i16],
        stride: usize,
    ) -> Vec<i32> {
        let padded = outputs.div_ceil(LANES) * LANES;
        let sum = |row: usize, output: usize| {
            (0..inputs).map(move |input| match weights.get(output * inputs + input) {
                Some(&weight) => i32::from(weight) * i32::from(data[row * stride + input]),
                None => 0,
            })
        };
        let rows = data.len() / stride;
        (0..rows * padded)
            .map(|place| sum(place / padded, place % padded).sum())
            .collect()
    }

    proptest! {
        #[test]
        fn all_levels_give_the_same_sums(
            (outputs, inputs, count, gap) in (1usize..140, 1usize..24, 0usize..15, 0usize..5),
            seed in any::<u64>(),
        ) {
            let values = numbers(seed, outputs * inputs, 128);
            let weight = |row: usize, input: usize| values[row * inputs + input] as i8;
            let (weights, narrow) = (Panels::wide(outputs, inputs, weight), Panels::narrow(outputs, inputs, weight));
            let stride = inputs.div_ceil(4) * 4 + gap;
            let data = numbers(!seed, stride * count, 128);
            let large: Vec<i16> = data.iter().map(|&x| x * 129).collect();
            let bytes: Vec<u8> = data.iter().map(|&x| (x + 128) as u8).collect();
            let expected = in_plain_words(&values, outputs, inputs, &data, stride);
            let expected_large = in_plain_words(&values, outputs, inputs, &large, stride);
            let all = 0..weights.count();
            for level in Level::available() {
                prop_assert_eq!(&product(level, &weights, all.clone(), wide(&data, stride, count)), &expected);
                prop_assert_eq!(&product(level, &weights, all.clone(), wide(&large, stride, count)), &expected_large);
                let rows = Rows { data: Data::Narrow(&bytes), stride, count };
                prop_assert_eq!(&product(level, &narrow, all.clone(), rows), &expected);
            }
        }
    }
}
