//! The kinds of sources through the whole command: pages with posts, other languages, repeats.

#![allow(clippy::expect_used)] // What a test needs and does not get fails the test.

use std::path::PathBuf;
use std::process::Command;

const PAGE: &str = r#"<html lang="en"><head><meta property="og:site_name" content="North Wire">
<meta property="article:published_time" content="2024-06-19T08:30:00+02:00"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Blast in Tehran</h1><p>Iran blamed Israel for the blast that shook the harbour of the town on Wednesday morning.</p>
<blockquote class="twitter-tweet"><p>Norway accused Russia of an attack.</p>&mdash; Ida Holm (@idaholm)
<a href="https://example.org/1">June 18, 2024</a></blockquote>
<p>The talks that had been planned for the autumn will go on all the same, officials in the capital said.</p></article></body></html>"#;

const GERMAN: &str = "Iran und Norwegen haben am Mittwoch in Oslo miteinander gesprochen, teilte das norwegische Außenministerium mit. \
Beide Seiten wollen die Gespräche im Herbst fortsetzen, sobald die Abordnungen ihren Regierungen über die Ergebnisse berichtet haben, \
die nach den Worten der Sprecherin ermutigend waren.";

fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("casus-sources-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    for (path, text) in files {
        std::fs::write(folder.join(path), text).expect("a file");
    }
    folder
}

/// Exit code, lines and complaints of a run over a folder, which is gone afterwards.
fn read(folder: &PathBuf, options: &[&str]) -> (Option<i32>, Vec<String>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casus"));
    let output = command
        .args(["read", "--format", "jsonl"])
        .args(options)
        .arg(folder)
        .output();
    let output = output.expect("the command starts");
    let out = String::from_utf8(output.stdout).expect("the output is UTF-8");
    let told = String::from_utf8(output.stderr).expect("the output is UTF-8");
    (
        output.status.code(),
        out.lines().map(str::to_owned).collect(),
        told,
    )
}

#[test]
fn a_page_and_its_posts_are_coded_each_on_its_authors_word() {
    let folder = folder("page", &[("page.html", PAGE)]);
    let (code, events, told) = read(&folder, &[]);
    assert_eq!((code, told.as_str()), (Some(0), ""));
    let of = |actor: &str| -> Vec<&String> {
        events
            .iter()
            .filter(|line| line.contains("\"ACCUSE\"") && line.contains(actor))
            .collect()
    };
    let (page, post) = (of("\"IRN\""), of("\"NOR\""));
    assert_eq!((page.len(), post.len()), (1, 1), "{events:#?}");
    assert!(
        page[0].contains("\"publisher\":\"North Wire\"")
            && page[0].contains("\"document\":\"page\"")
    );
    assert!(
        post[0].contains("\"publisher\":\"Ida Holm\"")
            && post[0].contains("\"document\":\"page/0\"")
    );
    assert!(post[0].contains("\"parent\":\"page\"") && post[0].contains("\"handle\":\"@idaholm\""));
    let (_, documents, _) = read(&folder, &["--emit", "documents"]);
    assert_eq!(documents.len(), 2);
    assert!(documents[0].starts_with("{\"id\":\"page\",\"url\":null,\"publisher\":\"North Wire\",\"author\":null,\"date\":\"2024-06-19\""), "{}", documents[0]);
    assert!(
        documents[1].contains("\"parent\":\"page\"")
            && documents[1].contains("\"date\":\"2024-06-18\"")
    );
    std::fs::remove_dir_all(folder).expect("the folder is ours");
}

#[test]
fn other_languages_are_kept_and_not_coded() {
    let folder = folder(
        "language",
        &[
            ("a.txt", GERMAN),
            ("b.txt", "Iran blamed Israel for the blast."),
        ],
    );
    let (code, events, told) = read(&folder, &[]);
    assert_eq!((code, events.len()), (Some(0), 1));
    assert_eq!(
        told,
        "casus: 1 documents in other languages were not coded: de 1\n"
    );
    let (_, documents, _) = read(&folder, &["--emit", "documents"]);
    assert!(documents[0].contains("\"language\":\"de\"") && documents.len() == 2);
    std::fs::remove_dir_all(folder).expect("the folder is ours");
}

#[test]
fn each_story_is_coded_once_on_demand() {
    let story = "Iran blamed Israel for the blast.";
    let folder = folder(
        "once",
        &[
            ("a.txt", story),
            ("b.txt", "IRAN blamed Israel,  for the blast"),
            ("c.txt", "Riga."),
        ],
    );
    let (_, all, told) = read(&folder, &[]);
    assert_eq!((all.len(), told.as_str()), (2, ""));
    let (code, once, told) = read(&folder, &["--once"]);
    assert_eq!((code, once.len()), (Some(0), 1));
    assert_eq!(
        told,
        "casus: 1 documents that repeat others were not coded\n"
    );
    let (_, documents, _) = read(&folder, &["--emit", "documents"]);
    assert!(documents[1].contains("\"repeats\":\"a\""), "{documents:?}");
    assert!(documents[2].contains("\"repeats\":null"));
    std::fs::remove_dir_all(folder).expect("the folder is ours");
}

#[test]
fn web_archives_are_read_from_a_record_on_and_pages_kept() {
    let record = |number: usize| {
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}");
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{number}\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
            answer.len()
        )
    };
    let archive: String = (0..3).map(record).collect();
    let folder = folder("archive", &[("a.warc", &archive)]);
    let file = folder.join("a.warc");
    let (_, all, _) = read(&file, &["--emit", "documents"]);
    assert_eq!(all.len(), 6);
    assert!(
        all[2].contains(&format!("\"offset\":{}", record(0).len())),
        "{}",
        all[2]
    );
    let from = record(0).len().to_string();
    let (code, rest, _) = read(&file, &["--emit", "documents", "--from", &from]);
    let ids = |lines: &[String]| -> Vec<String> {
        lines
            .iter()
            .map(|line| line.split(',').next().expect("a field").to_owned())
            .collect()
    };
    assert_eq!((code, ids(&rest)), (Some(0), ids(&all[2..])));

    let (out, kept) = (folder.join("out.jsonl"), folder.join("kept"));
    let options = [
        "--resume",
        "-o",
        out.to_str().expect("UTF-8"),
        "--keep-pages",
        kept.to_str().expect("UTF-8"),
    ];
    let (code, nothing, told) = read(&file, &options);
    assert_eq!((code, nothing.len(), told.as_str()), (Some(0), 0, ""));
    let written = std::fs::read_to_string(&out).expect("the output");
    assert!(written.contains("\"page\":\"sha256:") && !folder.join("out.jsonl.resume").exists());
    assert_eq!(std::fs::read_dir(&kept).expect("a folder").count(), 1);
    let (code, _, told) = read(&file, &["--resume"]);
    assert_eq!(
        (code, told.as_str()),
        (Some(2), "casus: --resume needs --output, as JSONL or CSV\n")
    );
    std::fs::remove_dir_all(folder).expect("the folder is ours");
}
