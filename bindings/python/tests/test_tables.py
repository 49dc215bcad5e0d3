"""Tables in, tables of the same kind out; the same events as everywhere."""

import datetime
import json
import subprocess

import casus
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import ACCUSED, REPORTS, VISITED

TWO = {"id": ["a", "b"], "text": [f"«Ö» {ACCUSED}", VISITED], "date": ["2024-06-19", "2024-06-20"]}


def kinds():
    table = pa.table(TWO)
    yield table, pa.Table
    yield table.to_batches()[0], pa.RecordBatch
    yield pa.RecordBatchReader.from_batches(table.schema, table.to_batches(1)), pa.RecordBatchReader
    yield pd.DataFrame(TWO), pd.DataFrame
    yield pd.DataFrame(TWO, index=["x", "y"]), pd.DataFrame
    yield pl.DataFrame(TWO), pl.DataFrame


@pytest.mark.parametrize("given, kind", list(kinds()))
def test_the_same_kind_comes_out(coder, given, kind):
    events = coder.read_table(given)
    assert isinstance(events, kind)
    table = pa.table(events) if not isinstance(events, pa.RecordBatchReader) else events.read_all()
    assert table["event"].to_pylist() == ["ACCUSE", "SANCTION", "CONSULT"]
    assert table["document"].to_pylist() == ["a", "a", "b"]
    assert table["text_info"][0]["trigger"]["start"].as_py() == len("«Ö» Minsk ")


def test_anything_with_the_interface_is_taken(coder):
    class Foreign:
        def __arrow_c_stream__(self, schema=None):
            return pa.table(TWO).__arrow_c_stream__(schema)

    assert coder.read_table(Foreign()).num_rows == 3


def test_a_reader_is_coded_as_it_is_read(coder):
    taken = []

    def batches():
        for number in range(3):
            taken.append(number)
            yield pa.record_batch({"text": [ACCUSED]})

    reader = coder.read_table(pa.RecordBatchReader.from_batches(pa.schema({"text": pa.string()}), batches()))
    assert taken == []
    assert reader.read_next_batch().num_rows == 2
    assert taken == [0]


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())]
)
def test_text_of_every_type(coder, kind):
    table = pa.table(TWO)
    texts = table["text"].cast(kind) if not pa.types.is_dictionary(kind) else table["text"].dictionary_encode()
    assert coder.read_table(table.set_column(1, "text", texts)).num_rows == 3


@pytest.mark.parametrize(
    "dates, kind",
    [
        (["2024-06-20", "2024/06/20"], pa.string()),
        ([20240620, 20240620], pa.int64()),
        ([datetime.date(2024, 6, 20)] * 2, pa.date32()),
        ([datetime.datetime(2024, 6, 20, 23, 59)] * 2, pa.timestamp("us")),
        ([datetime.datetime(2024, 6, 20, 18, tzinfo=datetime.timezone.utc)] * 2, pa.timestamp("s", "Asia/Seoul")),
    ],
)
def test_dates_of_every_type(coder, dates, kind):
    table = pa.table({"text": [VISITED, VISITED], "date": pa.array(dates, kind)})
    day = "2024-06-19"
    assert coder.read_table(table)["date"].to_pylist() == [day, day]


def test_columns_can_have_other_names(coder):
    table = pa.table({"body": [VISITED], "published": ["2024-06-20"], "key": [7], "desk": ["asia"], "n": [1.5]})
    names = {"text": "body", "date": "published", "id": "key"}
    events = coder.read_table(table, columns=names)
    assert events["id"].to_pylist() == ["7#0"]
    assert events["date"].to_pylist() == ["2024-06-19"]
    assert json.loads(events["document_fields"][0].as_py()) == {"desk": "asia", "n": 1.5}


def test_rows_without_ids_are_numbered(coder):
    table = pa.table({"text": [ACCUSED, "", None, ACCUSED]})
    batches = pa.table(coder.read_table(pa.Table.from_batches(table.to_batches(max_chunksize=1))))
    assert batches["document"].to_pylist() == ["0", "0", "3", "3"]
    assert coder.read_table(table, date="2024-06-19")["date"].to_pylist() == ["2024-06-19"] * 4


def test_offsets_of_tables(coder):
    table = pa.table(TWO)
    events = coder.read_table(table)
    assert events.schema.metadata == {b"casus.offsets": b"characters"}
    assert events.schema == coder.schema()
    for row in events.to_pylist():
        text = TWO["text"][TWO["id"].index(row["document"])]
        for part in [row["text_info"]["trigger"], *row["actor"], *row["recipient"]]:
            assert text[part["start"] : part["end"]] == part["text"]
    raw = coder.read_table(table, offsets="bytes")
    assert raw.schema == coder.schema("bytes")
    for row in raw.to_pylist():
        text = TWO["text"][TWO["id"].index(row["document"])].encode()
        part = row["text_info"]["trigger"]
        assert text[part["start"] : part["end"]].decode() == part["text"]


def test_threads_change_nothing(documents):
    one = casus.Coder(threads=1).read_table(documents)
    assert casus.Coder(threads=3).read_table(documents).equals(one)
    batches = pa.Table.from_batches(casus.Coder(threads=1).read_batches(documents.to_batches(7)))
    assert batches.equals(casus.Coder(threads=2).read_table(documents, offsets="bytes"))


def test_the_bytes_are_those_of_the_program(coder, documents, program, tmp_path):
    out = subprocess.run([program, "read", REPORTS, "--format", "jsonl"], capture_output=True).stdout
    assert out.count(b"\n") > 500
    events = coder.read_table(documents, offsets="bytes")
    assert casus.lines(events) == out
    # A stay elsewhere loses nothing.
    assert casus.lines(pl.DataFrame(events)) == out
    assert casus.lines(events.to_pandas()) == out
    pq.write_table(events, tmp_path / "own.parquet")
    subprocess.run([program, "read", REPORTS, "-o", tmp_path / "its.parquet"], check=False)
    assert pq.read_table(tmp_path / "its.parquet").equals(pq.read_table(tmp_path / "own.parquet"))


def test_columns_of_json_lines_are_those_of_the_program(coder, program, tmp_path):
    rows = [
        {"id": 5, "text": f"Ö. {VISITED}", "date": "20240620", "desk": "asia", "n": 3, "deep": {"a": [1, None]}},
        {"id": "b", "text": ACCUSED, "publisher": "Belta", "language": "en-GB"},
    ]
    path = tmp_path / "two.jsonl"
    path.write_text("".join(json.dumps(row, separators=(",", ":"), ensure_ascii=False) + "\n" for row in rows))
    out = subprocess.run([program, "read", path, "--format", "jsonl"], capture_output=True, check=True).stdout
    for row in rows:
        row["id"] = str(row["id"])
    assert casus.lines(coder.read_table(pa.Table.from_pylist(rows, pa.schema([
        ("id", pa.string()), ("text", pa.string()), ("date", pa.string()), ("desk", pa.string()), ("n", pa.int64()),
        ("deep", pa.struct([("a", pa.list_(pa.int64()))])), ("publisher", pa.string()), ("language", pa.string()),
    ])), offsets="bytes")) == out


def test_progress_is_told(coder):
    seen = []
    table = pa.table({"text": [ACCUSED] * 3000})
    coder.read_table(table, progress=lambda documents, events: seen.append((documents, events)))
    assert seen[-1] == (3000, 6000)
    assert seen == sorted(seen)
    coder.read_table(pa.table({"text": [ACCUSED]}), progress=True)
