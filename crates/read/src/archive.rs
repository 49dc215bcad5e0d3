//! Archives of files to the documents of their members: TAR and ZIP, in one another at most three deep.
//!
//! Members go in, each with its name and bytes or a fault; the documents of each come out, in order. How a member is read
//! is told by its name and its bytes, as with a file.

use crate::documents::{Item, Limits};
use crate::fault::InputFault;
use crate::kind::{self, Kind};
use crate::source::{self, Place, Source};
use std::io::{self, Read};

/// A file of an archive.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name, with its folders.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The members of an archive; a fault is of one of them, or of the rest.
pub(crate) type Members = Box<dyn Iterator<Item = io::Result<Member>> + Send>;

/// How deep archives are looked into.
const DEEPEST: u8 = 3;

/// The files of a TAR archive, packed or not, as they are.
///
/// # Errors
///
/// Where nothing can be read.
pub fn members(
    reader: impl Read + Send + 'static,
) -> io::Result<impl Iterator<Item = io::Result<Member>>> {
    Ok(crate::tar::Tar::new(
        crate::packed::open(reader)?,
        LONGEST_MEMBER,
    ))
}

/// A longer file is not handed out as it is.
const LONGEST_MEMBER: usize = 64 << 20;

/// The documents of all members.
pub(crate) struct Archive {
    members: Members,
    place: Place,
    limits: Limits,
    current: Option<source::Stream>,
}

impl Archive {
    pub(crate) fn new(members: Members, place: Place, limits: Limits) -> Self {
        Archive {
            members,
            place,
            limits,
            current: None,
        }
    }

    /// The documents of a member; none where its name says that it is nothing to read.
    fn open(&self, member: Member) -> Option<Result<source::Stream, InputFault>> {
        let name = member.name.trim_start_matches("./");
        let last = name.rsplit('/').next().unwrap_or(name);
        if last.starts_with('.') || name.starts_with("__MACOSX/") || !kind::is_read(last) {
            return None;
        }
        let place = Place {
            path: format!("{}/{name}", self.place.path),
            id: format!("{}/{}", self.place.id, kind::stem(name)),
            depth: self.place.depth + 1,
            kept: self.place.kept.clone(),
        };
        if place.depth > DEEPEST {
            let reason = format!("archives in one another are read {DEEPEST} deep");
            return Some(Err(InputFault::of_file(&place.path, reason)));
        }
        let kind = Kind::of(last);
        let path = place.path.clone();
        let opened = source::open(
            Source::Bytes(io::Cursor::new(member.bytes)),
            place,
            kind,
            self.limits,
        );
        Some(opened.map_err(|error| InputFault::of_file(&path, error)))
    }
}

impl Iterator for Archive {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.current.as_mut().and_then(Iterator::next) {
                return Some(item);
            }
            self.current = None;
            match self.members.next()? {
                Ok(member) => match self.open(member) {
                    Some(Ok(stream)) => self.current = Some(stream),
                    Some(Err(fault)) => return Some(Err(fault)),
                    None => {}
                },
                Err(error) => return Some(Err(InputFault::of_file(&self.place.path, error))),
            }
        }
    }
}

/// So many bytes, or none where there are more than the limit; these are passed over.
pub(crate) fn content(
    input: &mut dyn Read,
    size: u64,
    longest: usize,
    name: &str,
) -> io::Result<io::Result<Vec<u8>>> {
    if size > longest as u64 {
        let passed = io::copy(&mut input.take(size), &mut io::sink())?;
        if passed < size {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let reason = format!(
            "{name}: has {size} bytes, more than the {longest} that are read; it was skipped"
        );
        return Ok(Err(io::Error::other(reason)));
    }
    let mut bytes = Vec::new();
    if (input.take(size).read_to_end(&mut bytes)? as u64) < size {
        return Err(io::Error::new(
            io::ErrorKind::UnexpectedEof,
            format!("{name}: the archive ends within it"),
        ));
    }
    Ok(Ok(bytes))
}
