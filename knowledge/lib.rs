//! What Casus knows, embedded as text.
//!
//! The files of this folder go in at build time; a list of path and text comes out. No logic: the reader, checker and
//! compiler of these files is the crate `codebook`.

include!(concat!(env!("OUT_DIR"), "/files.rs"));
