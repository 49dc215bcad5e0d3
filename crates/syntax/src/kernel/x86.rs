//! The products with the vector instructions of x86: AVX2, and AVX-512 with VNNI.
//!
//! Slices that `multiply` has cut to what is read and written go in; the same sums come out as from the plain words.

use super::{LANES, NarrowLine, WideLine};
#[allow(clippy::wildcard_imports)] // Fifteen names that say what they are by themselves.
use std::arch::x86_64::*;

#[target_feature(enable = "avx2")]
pub(super) fn run_avx2<R>(function: impl FnOnce() -> R) -> R {
    function()
}

#[target_feature(enable = "avx2,avx512f,avx512bw,avx512vnni")]
pub(super) fn run_avx512<R>(function: impl FnOnce() -> R) -> R {
    function()
}

/// # Safety
///
/// `data` holds rows of `2 * depth` numbers at every multiple of `stride`, one for each `width` of `sums`; `lines`
/// holds a multiple of `depth` lines, one panel for each 16 of `width`.
#[target_feature(enable = "avx2")]
pub(super) unsafe fn wide_avx2(
    lines: &[WideLine],
    depth: usize,
    data: &[i16],
    stride: usize,
    sums: &mut [i32],
    width: usize,
) {
    let (rows, panels) = (sums.len() / width, width / LANES);
    let (data, sums, lines) = (data.as_ptr(), sums.as_mut_ptr(), lines.as_ptr());
    for panel in 0..panels {
        let mut row = 0;
        // SAFETY: rows below `rows` and panels below `panels` lie inside of the slices.
        unsafe {
            let lines = lines.add(panel * depth);
            let at = |row: usize| {
                (
                    data.add(row * stride),
                    sums.add(row * width + panel * LANES),
                )
            };
            while row + 4 <= rows {
                tile_avx2::<4>(lines, depth, at(row).0, stride, at(row).1, width);
                row += 4;
            }
            match rows - row {
                1 => tile_avx2::<1>(lines, depth, at(row).0, stride, at(row).1, width),
                2 => tile_avx2::<2>(lines, depth, at(row).0, stride, at(row).1, width),
                3 => tile_avx2::<3>(lines, depth, at(row).0, stride, at(row).1, width),
                _ => {}
            }
        }
    }
}

/// Some rows of activations by one panel.
#[target_feature(enable = "avx2")]
unsafe fn tile_avx2<const ROWS: usize>(
    lines: *const WideLine,
    depth: usize,
    data: *const i16,
    stride: usize,
    sums: *mut i32,
    width: usize,
) {
    let mut total = [[_mm256_setzero_si256(); 2]; ROWS];
    // SAFETY: the caller vouches for `depth` lines, and for `ROWS` rows of pairs and sums.
    unsafe {
        for pair in 0..depth {
            let line = lines.add(pair).cast::<__m256i>();
            let (low, high) = (_mm256_load_si256(line), _mm256_load_si256(line.add(1)));
            for (row, total) in total.iter_mut().enumerate() {
                let both = _mm256_set1_epi32(
                    data.add(row * stride + 2 * pair)
                        .cast::<i32>()
                        .read_unaligned(),
                );
                total[0] = _mm256_add_epi32(total[0], _mm256_madd_epi16(low, both));
                total[1] = _mm256_add_epi32(total[1], _mm256_madd_epi16(high, both));
            }
        }
        for (row, total) in total.iter().enumerate() {
            let out = sums.add(row * width).cast::<__m256i>();
            _mm256_storeu_si256(out, total[0]);
            _mm256_storeu_si256(out.add(1), total[1]);
        }
    }
}

/// # Safety
///
/// As for `wide_avx2`.
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
pub(super) unsafe fn wide_avx512(
    lines: &[WideLine],
    depth: usize,
    data: &[i16],
    stride: usize,
    sums: &mut [i32],
    width: usize,
) {
    let product = Product {
        lines: lines.as_ptr().cast(),
        depth,
        data: data.as_ptr().cast(),
        stride: 2 * stride,
        sums: sums.as_mut_ptr(),
        width,
        rows: sums.len() / width,
    };
    // SAFETY: the caller vouches for the slices. The weights come first here: both factors are signed.
    unsafe {
        product.multiply(
            |_| _mm512_setzero_si512(),
            |total, line, x| _mm512_dpwssd_epi32(total, line, x),
        )
    }
}

/// # Safety
///
/// As for `wide_avx2`, with `4 * depth` numbers a row, and as many `offsets` as there are sums in a row.
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
pub(super) unsafe fn narrow_avx512(
    lines: &[NarrowLine],
    offsets: &[i32],
    depth: usize,
    data: &[u8],
    stride: usize,
    sums: &mut [i32],
) {
    let product = Product {
        lines: lines.as_ptr().cast(),
        depth,
        data: data.as_ptr(),
        stride,
        sums: sums.as_mut_ptr(),
        width: offsets.len(),
        rows: sums.len() / offsets.len(),
    };
    let offsets = offsets.as_ptr();
    // SAFETY: the caller vouches for the slices. The activations come first here: they are the unsigned factor.
    unsafe {
        product.multiply(
            |panel| _mm512_loadu_si512(offsets.add(panel * LANES).cast()),
            |total, line, x| _mm512_dpbusd_epi32(total, x, line),
        );
    }
}

/// All rows of activations by all panels; a line of weights is 64 bytes, and meets 4 bytes of a row.
struct Product {
    lines: *const __m512i,
    /// Lines in a panel.
    depth: usize,
    data: *const u8,
    /// Bytes from row to row.
    stride: usize,
    sums: *mut i32,
    width: usize,
    rows: usize,
}

impl Product {
    /// `start(panel)` are the sums to begin with, `add(sums, line, x)` those after another line.
    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    unsafe fn multiply(
        &self,
        start: impl Fn(usize) -> __m512i + Copy,
        add: impl Fn(__m512i, __m512i, __m512i) -> __m512i + Copy,
    ) {
        let (panels, mut panel) = (self.width / LANES, 0);
        // SAFETY: no panel beyond the last is asked for.
        unsafe {
            while panel + 4 <= panels {
                self.strip::<4>(panel, start, add);
                panel += 4;
            }
            while panel < panels {
                self.strip::<1>(panel, start, add);
                panel += 1;
            }
        }
    }

    /// All rows by a few panels.
    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    unsafe fn strip<const PANELS: usize>(
        &self,
        panel: usize,
        start: impl Fn(usize) -> __m512i + Copy,
        add: impl Fn(__m512i, __m512i, __m512i) -> __m512i + Copy,
    ) {
        let mut row = 0;
        // SAFETY: no row beyond the last is asked for.
        unsafe {
            while row + 6 <= self.rows {
                self.tile::<6, PANELS>(row, panel, start, add);
                row += 6;
            }
            match self.rows - row {
                1 => self.tile::<1, PANELS>(row, panel, start, add),
                2 => self.tile::<2, PANELS>(row, panel, start, add),
                3 => self.tile::<3, PANELS>(row, panel, start, add),
                4 => self.tile::<4, PANELS>(row, panel, start, add),
                5 => self.tile::<5, PANELS>(row, panel, start, add),
                _ => {}
            }
        }
    }

    /// A few rows by a few panels: as many sums as there are registers for.
    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    unsafe fn tile<const ROWS: usize, const PANELS: usize>(
        &self,
        first: usize,
        panel: usize,
        start: impl Fn(usize) -> __m512i + Copy,
        add: impl Fn(__m512i, __m512i, __m512i) -> __m512i + Copy,
    ) {
        let starts: [__m512i; PANELS] = std::array::from_fn(|offset| start(panel + offset));
        let mut total = [starts; ROWS];
        // SAFETY: whoever made the product vouches for its panels and rows.
        unsafe {
            let (lines, data) = (
                self.lines.add(panel * self.depth),
                self.data.add(first * self.stride),
            );
            for step in 0..self.depth {
                let mut line = [_mm512_setzero_si512(); PANELS];
                for (offset, line) in line.iter_mut().enumerate() {
                    *line = _mm512_load_si512(lines.add(offset * self.depth + step));
                }
                for (row, total) in total.iter_mut().enumerate() {
                    let x = data
                        .add(row * self.stride + 4 * step)
                        .cast::<i32>()
                        .read_unaligned();
                    let x = _mm512_set1_epi32(x);
                    for (total, line) in total.iter_mut().zip(line) {
                        *total = add(*total, line, x);
                    }
                }
            }
            for (row, total) in total.iter().enumerate() {
                for (offset, total) in total.iter().enumerate() {
                    let out = self
                        .sums
                        .add((first + row) * self.width + (panel + offset) * LANES);
                    _mm512_storeu_si512(out.cast(), *total);
                }
            }
        }
    }
}
