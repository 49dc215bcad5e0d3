//! The knowledge that is embedded: no faults, and what the rest of Casus rests on is there.

use casus_codebook::frame::Part;
use casus_codebook::{Codebook, Severity, Source};

/// Our own files, loaded as if they were a user's alone.
fn load() -> (Codebook, Vec<casus_codebook::Diagnostic>) {
    let source = |&(path, text): &(&str, &str)| Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    Codebook::load(casus_knowledge::FILES.iter().map(source).collect())
}

#[test]
fn what_is_embedded_has_no_errors() {
    let (_, faults) = load();
    let errors = faults
        .iter()
        .filter(|fault| fault.severity == Severity::Error);
    let errors: Vec<String> = errors.map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n\n"));
}

#[test]
fn the_ontology_is_plovers() {
    let ontology = Codebook::embedded().ontology;
    assert_eq!((ontology.types.len(), ontology.contexts.len()), (16, 37));
    assert_eq!((ontology.sectors.len(), ontology.groups.len()), (25, 7));
    assert!(
        ontology
            .types
            .iter()
            .all(|t| t.scale.abs() <= 10.0 && (1..=4).contains(&t.quad))
    );
    let roots = ontology.cameo.iter().filter(|cameo| cameo.code.len() == 2);
    assert_eq!(roots.count(), 20);
    for cameo in &ontology.cameo {
        assert!(ontology.goldstein(&cameo.code).is_some(), "{}", cameo.code);
        let above = &cameo.code[..cameo.code.len() - 1];
        assert!(
            above.len() < 2 || ontology.cameo(above).is_some_and(|c| c.code == above),
            "{above}"
        );
    }
}

#[test]
fn every_frame_is_found_by_its_word() {
    let frames = Codebook::embedded().frames;
    for frame in &frames.all {
        assert!(
            frames
                .of(frame.part, &frame.word)
                .any(|found| found.name() == frame.name()),
            "{}",
            frame.name()
        );
    }
    assert!(frames.of(Part::Verb, "attack").next().is_some());
}

#[test]
fn the_same_files_give_the_same_codebook() {
    let (a, b) = (Codebook::embedded(), Codebook::embedded());
    let names = |codebook: &Codebook| {
        codebook
            .frames
            .all
            .iter()
            .map(|frame| frame.name())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&a), names(&b));
    for name in ["Russia", "Moscow", "US", "Putin"] {
        assert_eq!(a.world.named(name), b.world.named(name), "{name}");
    }
}
