//! CSV, Parquet, the table and CoNLL-U, each from the same hand-made document.

#![allow(clippy::expect_used)] // What a test needs and does not get fails the test.

mod support;

use casus_events::output::{self, TableWriter};
use casus_events::{Relation, Tag, Token, Tree, record};
use support::{ontology, reading, span};
use unicode_width::UnicodeWidthStr;

#[test]
fn csv_is_flat_and_quoted() {
    let records = record::events(&reading(), &ontology());
    let mut bytes = output::csv_header();
    bytes.extend(output::csv_rows(&records));
    let text = String::from_utf8(bytes).expect("CSV is UTF-8");
    let rows: Vec<&str> = text.split("\r\n").collect();
    assert!(
        rows[0].starts_with(
            "id,document,date,date_text,event,mode,context,actor,actor_name,actor_code,"
        )
    );
    assert!(rows[1].starts_with("k-1#0,k-1,2024-06-19,on Wednesday,CONSULT,odd;visit,diplomatic,President Putin,Vladimir Putin,RUS,GOV+ELI,North Korea,"));
    assert!(rows[1].ends_with(",consult/visit,0.912,\"Examples; \"\"daily\"\"\""));
    assert!(rows[2].contains(",goods=24 truck,vehicles=trucks,k-1#0,"));
    assert_eq!(rows[3], "");
    // No cell of the second record has a comma in it, so its columns can be counted.
    assert_eq!(rows[0].matches(',').count(), 38);
}

fn table(room: usize, colour: bool) -> String {
    let mut bytes = Vec::new();
    let mut table = TableWriter::new(&mut bytes, room, colour);
    for row in output::rows(&reading(), &ontology()) {
        table.write(row).expect("memory takes all");
    }
    table.finish().expect("memory takes all");
    String::from_utf8(bytes).expect("the table is UTF-8")
}

#[test]
fn the_table_is_aligned() {
    let expected = "\
date        event              who → whom         status        on whose word        place        in words
2024-06-19  CONSULT odd visit  RUS.GOV.ELI → PRK  actual        state media asserts  North Korea  President Putin visited North Korea on We…
            AID                BLR                hypothetical  unnamed doubts                    …grees, Minsk will send 24 trucks; \"no\", …
";
    assert_eq!(table(140, false), expected);
}

#[test]
fn the_table_fits_its_room() {
    for room in [35, 40, 60, 80, 100, 120, 200] {
        for line in table(room, false).lines() {
            assert!(line.trim_end().width() <= room, "{room}: {line}");
        }
    }
}

#[test]
fn the_table_is_plain_where_no_colour_is_asked_for() {
    assert!(!table(100, false).contains('\u{1b}'));
    assert!(table(100, true).contains("\u{1b}[1mvisited\u{1b}[0m"));
}

#[test]
fn trees_are_conllu() {
    let reading = reading();
    let token = |words: &str, head, relation, tag| Token {
        span: span(words),
        lemma: words.to_lowercase().into(),
        tag,
        penn: "NN",
        head,
        relation,
        probability: 1.0,
    };
    let tree = Tree {
        span: span("Minsk will send 24 trucks;"),
        tokens: vec![
            token("Minsk", Some(2), Relation::Nsubj, Tag::Propn),
            token("will", Some(2), Relation::Aux, Tag::Aux),
            token("send", None, Relation::Root, Tag::Verb),
            token("24", Some(4), Relation::Nummod, Tag::Num),
            token("trucks", Some(2), Relation::Obj, Tag::Noun),
            token(";", Some(2), Relation::Punct, Tag::Punct),
        ],
    };
    let expected = "\
# newdoc id = k-1
# sent_id = k-1-0
# text = Minsk will send 24 trucks;
1\tMinsk\tminsk\tPROPN\tNN\t_\t3\tnsubj\t_\tProbability=1.000
2\twill\twill\tAUX\tNN\t_\t3\taux\t_\tProbability=1.000
3\tsend\tsend\tVERB\tNN\t_\t0\troot\t_\tProbability=1.000
4\t24\t24\tNUM\tNN\t_\t5\tnummod\t_\tProbability=1.000
5\ttrucks\ttrucks\tNOUN\tNN\t_\t3\tobj\t_\tSpaceAfter=No|Probability=1.000
";
    assert!(output::trees(&reading.document, &[tree]).starts_with(expected));
}

#[cfg(feature = "parquet")]
mod columns {
    use super::*;
    use arrow_array::cast::AsArray;
    use arrow_array::types::{Float32Type, Float64Type, Int64Type};
    use arrow_array::{Array, RecordBatch};
    use casus_events::output::ColumnWriter;
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    /// The records of `times` copies of the document, through a file and back.
    fn through_a_file(times: usize) -> Vec<RecordBatch> {
        let path =
            std::env::temp_dir().join(format!("casus-columns-{}-{times}", std::process::id()));
        let mut writer =
            ColumnWriter::new(std::fs::File::create(&path).expect("a file")).expect("a writer");
        for _ in 0..times {
            writer
                .write(record::events(&reading(), &ontology()))
                .expect("the file takes all");
        }
        writer.finish().expect("the file takes all");
        let file = std::fs::File::open(&path).expect("the file");
        let reader = ParquetRecordBatchReaderBuilder::try_new(file)
            .expect("Parquet")
            .build()
            .expect("a reader");
        let batches = reader.map(|batch| batch.expect("a batch")).collect();
        std::fs::remove_file(path).expect("the file is ours");
        batches
    }

    #[test]
    fn parquet_holds_the_same_fields() {
        let batch = &through_a_file(1)[0];
        assert_eq!(batch.num_rows(), 2);
        let text = |name: &str, row: usize| batch[name].as_string::<i32>().value(row).to_owned();
        assert_eq!(text("id", 1), "k-1#1");
        assert!(batch["date"].is_null(1));
        let time = batch["date_text"].as_struct();
        assert!(time.is_valid(0) && time.is_null(1));
        assert_eq!(time["start"].as_primitive::<Int64Type>().value(0), 48);
        let actors = batch["actor"].as_list::<i32>().value(0);
        let actor = actors.as_struct();
        assert_eq!(actor["code"].as_string::<i32>().value(0), "RUS");
        assert_eq!(actor["sector"].as_list::<i32>().value(0).len(), 2);
        assert!(actor["office"].is_valid(0));
        let speakers = batch["attribution"].as_list::<i32>().value(1);
        assert!(speakers.as_struct()["speaker"].is_null(0));
        assert!(batch["exchange"].is_null(0) && batch["exchange"].is_valid(1));
        let place = batch["event_loc"].as_struct();
        assert_eq!(place["lat"].as_primitive::<Float32Type>().value(0), 39.03);
        assert!(place.is_null(1));
        let counted = batch["quantities"].as_list::<i32>().value(1);
        assert_eq!(
            counted.as_struct()["value"]
                .as_primitive::<Float64Type>()
                .value(0),
            24.0
        );
        assert_eq!(
            text("document_fields", 0),
            r#"{"wire":{"n":12345678901234567890},"broken":"{"}"#
        );
    }

    #[test]
    fn parquet_of_many_records_is_complete() {
        let rows: usize = through_a_file(10_000)
            .iter()
            .map(RecordBatch::num_rows)
            .sum();
        assert_eq!(rows, 20_000);
    }

    #[test]
    fn parquet_of_no_records_is_a_file() {
        assert!(through_a_file(0).is_empty());
    }
}
