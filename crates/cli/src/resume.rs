//! What lets an interrupted run go on: where it was, kept beside its output.
//!
//! While a run writes `events.jsonl`, `events.jsonl.resume` says behind which document it is and how long the output was
//! then. The next run with the same inputs cuts the output to that length and goes on there. At the good end of a run the
//! file is gone.

use crate::args::ReadArgs;
use crate::{Outcome, Result, complain};
use casus_events::{Error, Position};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The place is noted so often.
const EVERY: Duration = Duration::from_secs(1);

/// What the file holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Noted {
    /// What is read and how: a run over other inputs must not go on here.
    run: Vec<String>,
    position: Position,
    /// The length of the output, in bytes.
    output: u64,
}

/// The place of a run, noted from time to time.
pub(crate) struct Resume {
    path: PathBuf,
    noted: Noted,
    last: Instant,
    /// Where the documents stand that are read and not yet written, in their order.
    waiting: VecDeque<Position>,
}

impl Resume {
    /// What is known of an earlier run; none where none is asked for.
    pub(crate) fn open(args: &ReadArgs) -> Result<Option<Self>> {
        let Some(output) = args.output.as_ref().filter(|_| args.resume) else {
            return Ok(None);
        };
        let path = beside(output);
        let run = signature(args);
        let noted = match fs::read_to_string(&path) {
            Ok(text) => serde_json::from_str(&text)
                .map_err(|error| failed(&path, io::Error::other(error)))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Noted {
                run: run.clone(),
                ..Noted::default()
            },
            Err(error) => return Err(failed(&path, error)),
        };
        if noted.run != run {
            let reason = "is of a run with other inputs or options; remove it to begin anew";
            return Err(failed(&path, io::Error::other(reason)));
        }
        Ok(Some(Resume {
            path,
            noted,
            last: Instant::now(),
            waiting: VecDeque::new(),
        }))
    }

    /// Where the run is to go on.
    pub(crate) fn position(&self) -> &Position {
        &self.noted.position
    }

    /// The length of the output up to there.
    pub(crate) fn written(&self) -> u64 {
        self.noted.output
    }

    /// The output, cut to what is noted, ready for more.
    pub(crate) fn output(&self, path: &Path) -> Result<File> {
        let open = || {
            let mut file = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .open(path)?;
            if file.metadata()?.len() < self.noted.output {
                let reason = "is shorter than it was; remove the file beside it to begin anew";
                return Err(io::Error::other(reason));
            }
            file.set_len(self.noted.output)?;
            file.seek(SeekFrom::End(0))?;
            Ok(file)
        };
        open().map_err(|error| failed(path, error))
    }

    /// A document or fault was read; behind it the reading is here.
    pub(crate) fn read(&mut self, position: &Position) {
        self.waiting.push_back(position.clone());
    }

    /// What was read first is now handed to the output.
    pub(crate) fn handed_on(&mut self) {
        if let Some(position) = self.waiting.pop_front() {
            self.noted.position = position;
        }
    }

    /// Whether the place is to be noted again.
    pub(crate) fn is_due(&self) -> bool {
        self.last.elapsed() >= EVERY
    }

    /// Notes the place; all that was handed on is written, and the output has so many bytes.
    pub(crate) fn note(&mut self, output: u64) -> Result<()> {
        self.noted.output = output;
        self.last = Instant::now();
        let text = serde_json::to_string(&self.noted)
            .map_err(|error| failed(&self.path, io::Error::other(error)))?;
        let unfinished = self.path.with_extension("resume.new");
        fs::write(&unfinished, text)
            .and_then(|()| fs::rename(&unfinished, &self.path))
            .map_err(|error| failed(&self.path, error))
    }

    /// The run is at its end.
    pub(crate) fn finish(self) -> Result<()> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(&self.path, error)),
            _ => Ok(()),
        }
    }
}

/// Whether the options fit one another; says so where they do not.
pub(crate) fn check(args: &ReadArgs, appends: bool) -> Option<Outcome> {
    let complaint = if args.resume && (args.output.is_none() || !appends) {
        "--resume needs --output, as JSONL or CSV"
    } else if args.resume && (args.files.is_empty() || args.files.contains(&PathBuf::from("-"))) {
        "--resume needs files: standard input cannot be read again"
    } else if args.from.is_some() && (args.files.len() != 1 || args.resume) {
        "--from needs one web archive, and no --resume"
    } else {
        return None;
    };
    complain(complaint);
    Some(Outcome::Usage)
}

/// `events.jsonl.resume` of `events.jsonl`.
fn beside(output: &Path) -> PathBuf {
    let mut name = output.as_os_str().to_owned();
    name.push(".resume");
    PathBuf::from(name)
}

/// What must be the same for a run to go on.
fn signature(args: &ReadArgs) -> Vec<String> {
    let mut run: Vec<String> = args
        .files
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    run.push(format!(
        "{:?} {:?} {:?} {:?}",
        args.emit, args.format, args.date, args.once
    ));
    run.extend(args.knowledge.iter().map(|path| path.display().to_string()));
    run
}

fn failed(path: &Path, source: io::Error) -> Error {
    Error::File {
        path: path.display().to_string(),
        source,
    }
}

#[cfg(test)]
#[allow(clippy::expect_used)] // What a test needs and does not get fails the test.
mod tests {
    use super::*;
    use crate::args::{Args, Command};
    use clap::Parser;

    fn args(words: &[&str]) -> ReadArgs {
        let words = ["casus", "read"].iter().chain(words);
        match Args::parse_from(words).command {
            Command::Read(args) => args,
            _ => unreachable!("it says read"),
        }
    }

    fn place(items: u64) -> Position {
        Position {
            file: "a.warc".to_owned(),
            offset: 7,
            items,
        }
    }

    #[test]
    fn a_run_goes_on_behind_what_was_written() {
        let folder = std::env::temp_dir().join(format!("casus-resume-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("out.jsonl");
        let output = path.display().to_string();
        let args = |file: &str| args(&[file, "--resume", "-o", &output]);
        let mut first = Resume::open(&args("a.warc"))
            .expect("no file")
            .expect("asked for");
        assert_eq!(
            (first.position(), first.written()),
            (&Position::default(), 0)
        );
        first.read(&place(1));
        first.read(&place(2));
        first.handed_on();
        fs::write(&path, "0123456789").expect("a file");
        first.note(5).expect("a file");

        let second = Resume::open(&args("a.warc"))
            .expect("good")
            .expect("asked for");
        assert_eq!((second.position(), second.written()), (&place(1), 5));
        second.output(&path).expect("the file is there");
        assert_eq!(fs::read_to_string(&path).expect("a file"), "01234");
        fs::write(&path, "012").expect("a file");
        assert!(second.output(&path).is_err());
        assert!(Resume::open(&args("b.warc")).is_err());
        second.finish().expect("it is there");
        assert!(!beside(&path).exists());
        fs::remove_dir_all(folder).expect("the folder is ours");
    }

    #[test]
    fn options_that_do_not_fit_are_told() {
        let fits = |words: &[&str]| check(&args(words), true).is_none();
        assert!(fits(&["a.warc", "--resume", "-o", "x"]) && fits(&["a.warc", "--from", "7"]));
        assert!(!fits(&["a.warc", "--resume"]) && !fits(&["-", "--resume", "-o", "x"]));
        assert!(!fits(&["a", "b", "--from", "7"]) && !fits(&["--from", "7"]));
        assert!(check(&args(&["a.warc", "--resume", "-o", "x"]), false).is_some());
    }
}
