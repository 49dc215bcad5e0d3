//! The arithmetic between the products: functions of single numbers, the same bits on every machine.
//!
//! Each operation is rounded by itself, and none is left to a library whose last bit may differ.

/// The sum of this and a number of at most 22 bits holds that number, rounded half to even, in its last bits.
const ROUNDER: f32 = 12_582_912.0;

#[inline(always)]
fn clamped(x: f32, limit: f32) -> f32 {
    let x = if x > limit { limit } else { x };
    if x < -limit { -limit } else { x }
}

/// `x * multiplier` as an integer, half rounded to even, cut to the limit on both sides.
#[inline(always)]
pub(crate) fn quantised(x: f32, multiplier: f32, limit: f32) -> i32 {
    let rounded = clamped(x * multiplier, limit) + ROUNDER;
    rounded.to_bits().wrapping_sub(ROUNDER.to_bits()) as i32
}

/// What is negative becomes zero.
#[inline(always)]
pub(crate) fn relu(x: f32) -> f32 {
    if x > 0.0 { x } else { 0.0 }
}

/// The hyperbolic tangent by a fraction of two polynomials.
#[inline(always)]
pub(crate) fn tanh(x: f32) -> f32 {
    let t = clamped(x, 4.97);
    let u = t * t;
    let p = t * (135_135.0 + u * (17_325.0 + u * (378.0 + u)));
    let q = 135_135.0 + u * (62_370.0 + u * (3_150.0 + u * 28.0));
    p / q
}

/// The logistic function.
#[inline(always)]
pub(crate) fn sigmoid(x: f32) -> f32 {
    tanh(x * 0.5) * 0.5 + 0.5
}

/// The exponential of a number that is not positive.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    let x = if x < -80.0 { -80.0 } else { x };
    // 2 to the power of a whole number, times e to the power of a rest of at most half of ln 2.
    let shifted = x * std::f32::consts::LOG2_E + ROUNDER;
    let whole = shifted - ROUNDER;
    let rest = (x - whole * 0.693_359_4) - whole * -2.121_944_4e-4;
    let series = 1.0
        + rest
            * (1.0
                + rest * (0.5 + rest * (1.0 / 6.0 + rest * (1.0 / 24.0 + rest * (1.0 / 120.0)))));
    let power = (shifted.to_bits() << 23).wrapping_add(1.0f32.to_bits());
    series * f32::from_bits(power)
}

/// The first of the highest numbers, by its index.
#[inline(always)]
pub(crate) fn first_highest(numbers: &[f32]) -> usize {
    let mut best = (0, f32::NEG_INFINITY);
    for (index, &number) in numbers.iter().enumerate() {
        if number > best.1 {
            best = (index, number);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn halves_are_rounded_to_even() {
        let rounded =
            [0.5, 1.5, 2.5, -0.5, -1.5, 0.49, 99.0, -99.0].map(|x| quantised(x, 1.0, 50.0));
        assert_eq!(rounded, [0, 2, 2, 0, -2, 0, 50, -50]);
    }

    #[test]
    fn curves_go_through_their_points() {
        assert_eq!((tanh(0.0), sigmoid(0.0), exp(0.0)), (0.0, 0.5, 1.0));
        assert!((tanh(1.0) - 0.761_594).abs() < 1e-5 && (tanh(-9.0) + 1.0).abs() < 1e-3);
        assert!((sigmoid(2.0) - 0.880_797).abs() < 1e-5);
        assert_eq!(first_highest(&[1.0, 3.0, 3.0, 2.0]), 1);
        assert_eq!(first_highest(&[]), 0);
    }

    proptest! {
        #[test]
        fn the_exponential_is_close(x in -90f32..=0.0) {
            let right = x.max(-80.0).exp();
            prop_assert!((exp(x) - right).abs() <= 1e-5 * right, "{} {}", exp(x), right);
        }

        #[test]
        fn rounding_is_that_of_the_library(x in -20000f32..20000.0) {
            prop_assert_eq!(quantised(x, 1.0, 16383.0), x.clamp(-16383.0, 16383.0).round_ties_even() as i32);
        }
    }
}
