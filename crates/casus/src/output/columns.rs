//! Event records as Parquet: the fields of the JSON record as nested columns, compressed with Zstandard.
//!
//! Records are gathered into row groups and written as they fill, so that memory does not grow with the archive.
//! Offsets, sentence numbers and GeoNames ids are 64-bit integers, which every reader of Parquet knows.
//! `document_fields` is one string of JSON.

use crate::error::Error;
use crate::wire::{
    ActorRecord, AttributionRecord, EventRecord, GoodsRecord, PlaceRecord, QuantityRecord,
    TextInfo, Words,
};
use arrow_array::{
    Array, ArrayRef, Float32Array, Float64Array, Int32Array, Int64Array, ListArray, RecordBatch,
    StringArray, StructArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{Field, Fields, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use std::io::Write;
use std::sync::Arc;

/// So many records are turned into columns at once.
const BATCH: usize = 8 * 1024;
/// So many records make a row group.
const ROW_GROUP: usize = 64 * 1024;

/// A column or a field: its name, whether it may be null, and its values.
type Column = (&'static str, bool, ArrayRef);

/// Writes event records as one Parquet file.
pub struct ColumnWriter<W: Write + Send> {
    writer: ArrowWriter<W>,
    waiting: Vec<EventRecord>,
}

impl<W: Write + Send> ColumnWriter<W> {
    /// Begins the file.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn new(out: W) -> Result<Self, Error> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(Default::default()))
            .set_max_row_group_row_count(Some(ROW_GROUP))
            .build();
        let schema = batch(&[]).map_err(failed)?.schema();
        let writer = ArrowWriter::try_new(out, schema, Some(properties)).map_err(failed)?;
        let waiting = Vec::new();
        Ok(ColumnWriter { writer, waiting })
    }

    /// Writes records.
    ///
    /// # Errors
    ///
    /// Where they cannot be written.
    pub fn write(&mut self, records: Vec<EventRecord>) -> Result<(), Error> {
        self.waiting.extend(records);
        if self.waiting.len() < BATCH {
            return Ok(());
        }
        self.flush()
    }

    /// Writes what is left, and the end of the file.
    ///
    /// # Errors
    ///
    /// Where they cannot be written.
    pub fn finish(mut self) -> Result<(), Error> {
        self.flush()?;
        self.writer.close().map_err(failed)?;
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Error> {
        let columns = batch(&self.waiting).map_err(failed)?;
        self.waiting.clear();
        self.writer.write(&columns).map_err(failed)
    }
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Columns(error.to_string())
}

/// The records as columns in memory, of the same fields as in the file.
///
/// # Errors
///
/// Where they do not fit into columns.
pub fn event_columns(records: &[EventRecord]) -> Result<RecordBatch, Error> {
    batch(records).map_err(failed)
}

/// The records as columns.
fn batch(records: &[EventRecord]) -> Result<RecordBatch, arrow_schema::ArrowError> {
    let all: Vec<Option<&EventRecord>> = records.iter().map(Some).collect();
    let columns = columns(&all);
    let fields = fields(&columns);
    let arrays = columns.into_iter().map(|(_, _, array)| array).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)
}

fn columns(all: &[Option<&EventRecord>]) -> Vec<Column> {
    let mut columns = vec![
        ("id", false, text(all, |e| Some(&e.id))),
        ("document", false, text(all, |e| Some(&e.document))),
        ("date", true, text(all, |e| e.date.as_ref())),
        ("date_text", true, words(all, |e| e.date_text.as_ref())),
        ("event", false, text(all, |e| Some(&e.event))),
        ("mode", false, list(all, |e| Some(&e.mode), strings)),
        ("context", false, list(all, |e| Some(&e.context), strings)),
        ("actor", false, list(all, |e| Some(&e.actor), actors)),
        (
            "recipient",
            false,
            list(all, |e| Some(&e.recipient), actors),
        ),
        ("status", false, text(all, |e| Some(&*e.status))),
        ("condition", true, words(all, |e| e.condition.as_ref())),
        (
            "attribution",
            false,
            list(all, |e| Some(&e.attribution), attributions),
        ),
        (
            "event_loc",
            true,
            place(&pick(all, |e| e.event_loc.as_ref())),
        ),
        (
            "quantities",
            false,
            list(all, |e| Some(&e.quantities), quantities),
        ),
        ("goods", false, list(all, |e| Some(&e.goods), goods)),
        (
            "exchange",
            true,
            list(all, |e| e.exchange.as_ref(), strings),
        ),
        ("cameo", true, text(all, |e| e.cameo.as_ref())),
        ("goldstein", true, single(all, |e| e.goldstein)),
    ];
    columns.extend([
        (
            "quad_code",
            false,
            Arc::new(
                all.iter()
                    .map(|e| e.map(|e| i32::from(e.quad_code)))
                    .collect::<Int32Array>(),
            ) as ArrayRef,
        ),
        ("event_scale", false, single(all, |e| Some(e.event_scale))),
        (
            "text_info",
            false,
            text_info(&pick(all, |e| Some(&e.text_info))),
        ),
        ("rule", false, text(all, |e| Some(&e.rule))),
        ("confidence", false, single(all, |e| Some(e.confidence))),
        ("publisher", true, text(all, |e| e.publisher.as_ref())),
        ("document_fields", true, document_fields(all)),
    ]);
    columns
}

fn document_fields(all: &[Option<&EventRecord>]) -> ArrayRef {
    let json = |e: &EventRecord| {
        let fields = (!e.document_fields.is_empty()).then_some(&e.document_fields)?;
        serde_json::to_string(fields).ok()
    };
    Arc::new(
        all.iter()
            .map(|e| e.and_then(json))
            .collect::<StringArray>(),
    )
}

fn actors(all: &[Option<&ActorRecord>]) -> ArrayRef {
    structs(
        all,
        vec![
            ("text", false, text(all, |a| Some(&a.text))),
            ("start", false, offset(all, |a| a.start)),
            ("end", false, offset(all, |a| a.end)),
            ("name", true, text(all, |a| a.name.as_ref())),
            ("code", false, text(all, |a| Some(&a.code))),
            ("sector", false, list(all, |a| Some(&a.sector), strings)),
            ("wikidata", true, text(all, |a| a.wikidata.as_ref())),
            ("office", true, text(all, |a| a.office.as_ref())),
        ],
    )
}

fn attributions(all: &[Option<&AttributionRecord>]) -> ArrayRef {
    structs(
        all,
        vec![
            ("speaker", true, actors(&pick(all, |a| a.speaker.as_ref()))),
            ("cue", true, words(all, |a| a.cue.as_ref())),
            ("stance", false, text(all, |a| Some(&*a.stance))),
        ],
    )
}

fn place(all: &[Option<&PlaceRecord>]) -> ArrayRef {
    let geoname = all
        .iter()
        .map(|p| p.and_then(|p| p.geonameid).map(i64::from));
    structs(
        all,
        vec![
            ("text", false, text(all, |p| Some(&p.text))),
            ("start", false, offset(all, |p| p.start)),
            ("end", false, offset(all, |p| p.end)),
            ("name", false, text(all, |p| Some(&p.name))),
            ("country", false, text(all, |p| Some(&p.country))),
            ("lat", true, single(all, |p| p.lat)),
            ("lon", true, single(all, |p| p.lon)),
            ("geonameid", true, Arc::new(geoname.collect::<Int64Array>())),
        ],
    )
}

fn quantities(all: &[Option<&QuantityRecord>]) -> ArrayRef {
    let value = all.iter().map(|q| Some(q.map_or(0.0, |q| q.value.0)));
    structs(
        all,
        vec![
            ("kind", false, text(all, |q| Some(&q.kind))),
            ("value", false, Arc::new(value.collect::<Float64Array>())),
            ("unit", true, text(all, |q| q.unit.as_ref())),
            ("text", false, text(all, |q| Some(&q.text))),
            ("start", false, offset(all, |q| q.start)),
            ("end", false, offset(all, |q| q.end)),
        ],
    )
}

fn goods(all: &[Option<&GoodsRecord>]) -> ArrayRef {
    structs(
        all,
        vec![
            ("class", false, text(all, |g| Some(&g.class))),
            ("text", false, text(all, |g| Some(&g.text))),
            ("start", false, offset(all, |g| g.start)),
            ("end", false, offset(all, |g| g.end)),
        ],
    )
}

fn text_info(all: &[Option<&TextInfo>]) -> ArrayRef {
    structs(
        all,
        vec![
            ("sentence", false, offset(all, |t| t.sentence)),
            ("start", false, offset(all, |t| t.start)),
            ("end", false, offset(all, |t| t.end)),
            ("trigger", false, words(all, |t| Some(&t.trigger))),
        ],
    )
}

fn words<T>(all: &[Option<&T>], of: impl Fn(&T) -> Option<&Words>) -> ArrayRef {
    let all = pick(all, of);
    structs(
        &all,
        vec![
            ("text", false, text(&all, |w| Some(&w.text))),
            ("start", false, offset(&all, |w| w.start)),
            ("end", false, offset(&all, |w| w.end)),
        ],
    )
}

/// A field of every item; none where there is no item.
fn pick<'a, T, U>(
    all: &[Option<&'a T>],
    of: impl Fn(&'a T) -> Option<&'a U>,
) -> Vec<Option<&'a U>> {
    all.iter().map(|item| item.and_then(&of)).collect()
}

/// Strings; null where the item has none. Below a null item stands an empty string, since its fields may not be null.
fn text<'a, T, S: AsRef<str> + ?Sized + 'a>(
    all: &[Option<&'a T>],
    of: impl Fn(&'a T) -> Option<&'a S>,
) -> ArrayRef {
    let values = all.iter().map(|item| match item {
        Some(item) => of(item).map(AsRef::as_ref),
        None => Some(""),
    });
    Arc::new(values.collect::<StringArray>())
}

fn strings(all: &[Option<&String>]) -> ArrayRef {
    text(all, Some)
}

fn offset<T>(all: &[Option<&T>], of: impl Fn(&T) -> u32) -> ArrayRef {
    let values = all
        .iter()
        .map(|item| item.map_or(0, |item| i64::from(of(item))));
    Arc::new(values.map(Some).collect::<Int64Array>())
}

fn single<T>(all: &[Option<&T>], of: impl Fn(&T) -> Option<f32>) -> ArrayRef {
    let values = all.iter().map(|item| item.and_then(&of));
    Arc::new(values.collect::<Float32Array>())
}

/// Lists; null where the item has none.
fn list<'a, T, U: 'a>(
    all: &[Option<&'a T>],
    of: impl Fn(&'a T) -> Option<&'a Vec<U>>,
    make: impl Fn(&[Option<&'a U>]) -> ArrayRef,
) -> ArrayRef {
    let lists: Vec<Option<&Vec<U>>> = all.iter().map(|item| item.and_then(&of)).collect();
    let lengths = lists.iter().map(|list| list.map_or(0, Vec::len));
    let offsets = OffsetBuffer::from_lengths(lengths);
    // An item that is itself null has an empty list; a null list is told from it by the item.
    let valid = all
        .iter()
        .zip(&lists)
        .map(|(item, list)| item.is_none() || list.is_some());
    let nulls: NullBuffer = valid.collect::<Vec<_>>().into();
    let values: Vec<Option<&U>> = lists.into_iter().flatten().flatten().map(Some).collect();
    let values = make(&values);
    let field = Arc::new(Field::new("element", values.data_type().clone(), false));
    Arc::new(ListArray::new(field, offsets, values, some_null(nulls)))
}

/// Structs; null where there is no item.
fn structs<T>(all: &[Option<&T>], columns: Vec<Column>) -> ArrayRef {
    let fields = fields(&columns);
    let arrays = columns.into_iter().map(|(_, _, array)| array).collect();
    let nulls: NullBuffer = all.iter().map(Option::is_some).collect::<Vec<_>>().into();
    Arc::new(StructArray::new(fields, arrays, some_null(nulls)))
}

fn some_null(nulls: NullBuffer) -> Option<NullBuffer> {
    (nulls.null_count() > 0).then_some(nulls)
}

fn fields(columns: &[Column]) -> Fields {
    let field =
        |(name, nullable, array): &Column| Field::new(*name, array.data_type().clone(), *nullable);
    columns.iter().map(field).collect()
}
