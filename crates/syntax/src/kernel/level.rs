//! Which instructions this machine has, and which of them to use.
//!
//! The processor is asked once; what comes out is a level that is only made where its instructions can be run.

#[cfg(target_arch = "x86_64")]
use super::x86;

/// The instructions to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Level(pub(super) Set);

/// A set of instructions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Set {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Level {
    /// What every machine has.
    pub(crate) const PORTABLE: Level = Level(Set::Portable);

    /// All that this machine has, the fastest last.
    pub(crate) fn available() -> Vec<Level> {
        #[allow(unused_mut)]
        let mut levels = vec![Level::PORTABLE];
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx2") {
                levels.push(Level(Set::Avx2));
            }
            if is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vnni")
            {
                levels.push(Level(Set::Avx512));
            }
        }
        levels
    }

    /// The fastest that this machine has.
    pub(crate) fn best() -> Level {
        Level::available().pop().unwrap_or(Level::PORTABLE)
    }

    /// Whether activations of 8 bits are multiplied faster than those of 16.
    pub(crate) fn prefers_narrow(self) -> bool {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            Set::Avx512 => true,
            _ => false,
        }
    }

    /// Runs a function that was compiled for these instructions. Only what is inlined into it profits, and no
    /// operation on floats is fused or reordered, so that its results do not depend on the level.
    #[inline(always)]
    pub(crate) fn run<R>(self, function: impl FnOnce() -> R) -> R {
        match self.0 {
            Set::Portable => function(),
            // SAFETY: such a level is only made where the processor was asked for these instructions.
            #[cfg(target_arch = "x86_64")]
            Set::Avx2 => unsafe { x86::run_avx2(function) },
            #[cfg(target_arch = "x86_64")]
            Set::Avx512 => unsafe { x86::run_avx512(function) },
        }
    }
}
