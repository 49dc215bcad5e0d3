//! The command as a user meets it: what it prints where, and how it ends.

#![allow(clippy::expect_used)] // What a test needs and does not get fails the test.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

fn casus() -> Command {
    Command::new(env!("CARGO_BIN_EXE_casus"))
}

/// A folder of its own for a test, with these files in it.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("casus-command-{}-{name}", std::process::id()));
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    folder
}

fn run(command: &mut Command) -> (Option<i32>, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().expect("the command starts");
    let text = |bytes| String::from_utf8(bytes).expect("the output is UTF-8");
    (status.code(), text(stdout), text(stderr))
}

fn run_on(input: &str, args: &[&str]) -> (Option<i32>, String, String) {
    let mut command = casus();
    command
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin
        .write_all(input.as_bytes())
        .expect("the command reads");
    drop(stdin);
    let output = child.wait_with_output().expect("the command ends");
    let text = |bytes| String::from_utf8(bytes).expect("the output is UTF-8");
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

const BLAME: &str = "Iran blamed Israel for the blast.";

#[test]
fn a_pipe_gets_a_line_an_event() {
    let (code, out, err) = run_on(BLAME, &["read", "-", "--date", "2024-06-19"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert_eq!(out.lines().count(), 1, "{out}");
    assert!(
        out.starts_with('{')
            && out.contains("\"event\":\"ACCUSE\"")
            && out.contains("\"date\":\"2024-06-19\"")
    );
    assert!(out.contains("\"code\":\"IRN\"") && out.contains("\"code\":\"ISR\""));
}

#[test]
fn no_file_and_a_pipe_is_standard_input() {
    assert_eq!(run_on(BLAME, &["read"]), run_on(BLAME, &["read", "-"]));
}

#[test]
fn other_formats_are_written_on_demand() {
    let (_, table, _) = run_on(BLAME, &["read", "--format", "table"]);
    assert!(
        table.starts_with("date") || table.starts_with("event"),
        "{table}"
    );
    assert!(table.contains("IRN → ISR"), "{table}");
    let (_, csv, _) = run_on(BLAME, &["read", "--format", "csv"]);
    assert!(csv.starts_with("id,document,date,"), "{csv}");
    let (_, tree, _) = run_on(BLAME, &["read", "--emit", "tree"]);
    assert!(tree.contains("\tVERB\tVBD\t"), "{tree}");
    let (_, actors, _) = run_on(BLAME, &["read", "--emit", "actors"]);
    assert!(
        actors.lines().count() >= 2 && actors.contains("\"code\":\"IRN\""),
        "{actors}"
    );
}

#[test]
#[cfg(feature = "parquet")]
fn the_ending_of_the_output_chooses_the_format() {
    let folder = folder("ending", &[("a.txt", BLAME)]);
    let out = folder.join("events.parquet");
    let (code, stdout, _) = run(casus()
        .arg("read")
        .arg(folder.join("a.txt"))
        .arg("--output")
        .arg(&out));
    assert_eq!((code, stdout.as_str()), (Some(0), ""));
    let bytes = std::fs::read(out).expect("the file");
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    std::fs::remove_dir_all(folder).expect("the folder is ours");
}

#[test]
fn wrong_usage_is_2() {
    assert_eq!(
        run(casus().args(["read", "--date", "yesterday"])).0,
        Some(2)
    );
    assert_eq!(
        run(casus().args(["read", "--emit", "times", "--format", "csv", "x"])).0,
        Some(2)
    );
    assert_eq!(run(casus().arg("sing")).0, Some(2));
}

#[test]
fn bad_input_is_1_and_stops_nothing() {
    let lines = format!(
        "{{\"id\":\"a\",\"text\":\"{BLAME}\"}}\n{{broken\n{{\"id\":\"c\"}}\n{{\"id\":\"d\",\"text\":\"{BLAME}\",\"wire\":7}}\n"
    );
    let folder = folder("bad", &[("in.jsonl", &lines)]);
    let file = folder.join("in.jsonl");
    let (code, out, err) = run(casus()
        .arg("read")
        .arg(&file)
        .arg(folder.join("missing.txt")));
    assert_eq!(code, Some(1));
    assert_eq!(out.lines().count(), 2, "{out}");
    assert!(out.contains("\"document_fields\":{\"wire\":7}"), "{out}");
    for place in [
        format!("{}:2: ", file.display()),
        format!("{}:3: ", file.display()),
    ] {
        assert!(err.contains(&place), "{err}");
    }
    assert!(err.contains("missing.txt"), "{err}");
    std::fs::remove_dir_all(folder).expect("the folder is ours");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut command = casus();
    command
        .arg("read")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("a pipe");
    // Where the command has ended already, there is nobody to write to.
    let _ = stdin.write_all(format!("{BLAME}\n\n").repeat(2_000).as_bytes());
    drop(stdin);
    let mut err = String::new();
    child
        .stderr
        .take()
        .expect("a pipe")
        .read_to_string(&mut err)
        .expect("text");
    assert_eq!(
        (child.wait().expect("the command ends").code(), err.as_str()),
        (Some(0), "")
    );
}

#[test]
fn a_users_states_are_taken() {
    let table = "code | name | from | to | cow | gw | names | adjectives\nARN | Arnor | | | | | | Arnorian\nGON | Gondor\n";
    let folder = folder("knowledge", &[("world/states.table", table)]);
    let knowledge = folder.display().to_string();
    let (code, out, err) = run_on(
        "Arnor accused Gondor of an attack.",
        &["read", "--knowledge", &knowledge],
    );
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(
        out.contains("\"code\":\"ARN\"") && out.contains("\"code\":\"GON\""),
        "{out}"
    );
    assert_eq!(run(casus().arg("check").arg(&folder)).0, Some(0));
    std::fs::remove_dir_all(folder).expect("the folder is ours");
}

#[test]
fn faulty_knowledge_is_told_and_the_rest_is_used() {
    let table = "code | name | from\nARN | Arnor\nGON | Gondor | soon\n";
    let folder = folder("faulty", &[("world/states.table", table)]);
    let knowledge = folder.display().to_string();
    let (code, out, err) = run_on(
        "Arnor accused Iran of an attack.",
        &["read", "--knowledge", &knowledge],
    );
    assert_eq!(code, Some(1));
    assert!(err.starts_with("error[bad-date]"), "{err}");
    assert!(err.contains("states.table:3:"), "{err}");
    assert!(out.contains("\"code\":\"ARN\""), "{out}");
    std::fs::remove_dir_all(folder).expect("the folder is ours");
}

#[test]
fn check_shows_every_fault_with_its_line() {
    let table = "code | name | from\nARN | Arnor | 1990-13-40\nGON | Gondor | soon\n";
    let folder = folder("faults", &[("world/states.table", table)]);
    let (code, out, _) = run(casus().arg("check").arg(&folder));
    assert_eq!(code, Some(1));
    assert_eq!(out.matches("error[bad-date]").count(), 2, "{out}");
    assert!(
        out.contains("states.table:2:") && out.contains("states.table:3:") && out.contains('^'),
        "{out}"
    );
    assert!(out.ends_with("1 file, 2 errors, 0 warnings\n"), "{out}");
    assert_eq!(
        run(casus().arg("check").arg(folder.join("nowhere"))).0,
        Some(1)
    );
    std::fs::remove_dir_all(folder).expect("the folder is ours");
}

#[test]
fn why_shows_what_decided() {
    let (code, out, _) = run(casus().args(["why", BLAME, "--date", "2024-06-19"]));
    assert_eq!(code, Some(0));
    for part in [
        "tokens",
        "tree",
        "mentions",
        "frames and rules tried",
        "decides",
        "ACCUSE",
        "IRN",
        "2024-06-19",
    ] {
        assert!(out.contains(part), "{part} in {out}");
    }
}
