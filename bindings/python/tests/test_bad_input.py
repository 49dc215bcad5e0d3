"""What users get wrong: a clear exception, or the right answer; never a crash."""

import os
import random
import sqlite3

import casus
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import ACCUSED, VISITED


def raised(kind, run):
    with pytest.raises(kind) as caught:
        run()
    return caught.value


def test_a_missing_column_is_named_with_those_that_are_there(coder):
    error = raised(casus.DocumentError, lambda: coder.read_table(pa.table({"body": [ACCUSED], "day": ["2024"]})))
    assert "no column `text` among body, day" in error.message
    assert error.hint == 'name the one that holds it by columns={"text": ...}'
    error = raised(casus.DocumentError, lambda: coder.read_table(pa.table({"text": ["x"]}), columns={"date": "day"}))
    assert "no column `day` among text" in error.message
    error = raised(casus.DocumentError, lambda: coder.read_table(pa.table({"text": ["x"]}), columns={"words": "text"}))
    assert "no field `words`" in error.message
    raised(casus.DocumentError, lambda: coder.read_table(pd.DataFrame()))
    raised(casus.DocumentError, lambda: coder.read_table(pl.DataFrame()))


@pytest.mark.parametrize(
    "column, values, wanted",
    [
        ("text", [1], "Int64"),
        ("text", [b"x"], "Binary"),
        ("text", [["x"]], "List"),
        ("text", [1.5], "Float64"),
        ("date", [1.5], "Float64"),
        ("date", [True], "Boolean"),
        ("id", [1.5], "Float64"),
        ("title", [1], "Int64"),
        ("language", [{"a": 1}], "Struct"),
    ],
)
def test_a_column_of_the_wrong_type_is_named(coder, column, values, wanted):
    table = pa.table({"text": [ACCUSED], **{column: values}})
    error = raised(casus.DocumentError, lambda: coder.read_table(table))
    assert f"`{column}` is of type {wanted}" in error.message
    assert isinstance(error, ValueError)


def test_a_frame_of_mixed_types_is_told_of(coder):
    frame = pd.DataFrame({"text": [ACCUSED, 7, None]})
    error = raised(casus.DocumentError, lambda: coder.read_table(frame))
    assert "text" in error.message and error.hint


def test_nulls_are_what_is_not_known(coder):
    table = pa.table(
        {"text": [None, VISITED, ""], "date": [None, "2024-06-20", ""], "title": pa.nulls(3), "publisher": [None] * 3}
    )
    for given in (table, table.to_pandas(), pl.DataFrame(table)):
        assert pa.table(coder.read_table(given))["document"].to_pylist() == ["1"]
    frame = pd.DataFrame({"text": [np.nan, VISITED], "date": [pd.NaT, pd.Timestamp("2024-06-20")]})
    assert coder.read_table(frame)["date"].tolist() == ["2024-06-19"]
    assert coder.read_table(pa.table({"text": pa.nulls(2)})).num_rows == 0
    error = raised(casus.DocumentError, lambda: coder.read_table(pa.table({"id": ["a", None], "text": ["x", "y"]})))
    assert (error.row, "`id` is null" in error.message) == (1, True)


def test_dates_in_another_order_name_their_row(coder):
    table = pa.table({"text": [VISITED] * 3, "date": ["2024-06-20", "20/06/2024", "June"]})
    error = raised(casus.DocumentError, lambda: coder.read_table(table))
    assert error.row == 1 and "20/06/2024" in error.message
    with pytest.warns(casus.CasusWarning, match=r"row 1: .*20/06/2024.* \(and 1 more\)"):
        events = coder.read_table(table, errors="warn")
    assert events["document"].to_pylist() == ["0"]
    for day in ("20/06/2024", "2024-02-30", "yesterday", "2024"):
        error = raised(casus.DocumentError, lambda: coder.read(VISITED, date=day))
        assert day in error.message and "2024-06-19" in error.hint
    raised(TypeError, lambda: coder.read(VISITED, date=20240620))


def test_options_that_are_none(coder):
    table = pa.table({"text": [ACCUSED]})
    raised(ValueError, lambda: coder.read_table(table, errors="ignore"))
    raised(ValueError, lambda: coder.read_table(table, offsets="letters"))
    raised(ValueError, lambda: casus.Coder(threads=0))
    raised(ValueError, lambda: casus.Coder(threads=-1))


@pytest.mark.parametrize("given", [None, 7, "text", [ACCUSED], {"text": [ACCUSED]}, [{"text": ACCUSED}]])
def test_what_is_no_table(coder, given):
    error = raised(TypeError, lambda: coder.read_table(given))
    assert type(given).__name__ in str(error)


def test_a_lazy_frame_is_to_be_collected(coder):
    lazy = pl.DataFrame({"text": [ACCUSED]}).lazy()
    assert "collect()" in str(raised(TypeError, lambda: coder.read_table(lazy)))


def test_what_is_no_text(coder):
    for given in (None, b"bytes", 7, ["x"]):
        raised(TypeError, lambda: coder.read(given))
    raised(UnicodeEncodeError, lambda: coder.read("half \ud800 pair"))
    for given in ("", " \n\t", "\0\0", "\ufeff", "a" * 100_000, "(" * 50_000, "🏴" * 1000, "\u202e" + ACCUSED):
        assert isinstance(coder.read(given), list)


def test_odd_texts_never_crash(coder):
    chance = random.Random(1)
    pool = [ACCUSED, VISITED, "\0", "«", "\n\n", "é", "🛢️", " \u0301", "http://", "...", "“", "1,000,000", "\u2028", "ﬁ"]
    for _ in range(200):
        text = "".join(chance.choices(pool, k=chance.randrange(30)))
        for event in coder.read(text):
            trigger = event.text_info.trigger
            assert text[trigger.start : trigger.end] == trigger.text


def test_fields_that_are_too_long_are_left_out(coder):
    table = pa.table({"text": [ACCUSED], "title": ["x" * 20_000]})
    with pytest.warns(casus.CasusWarning, match="title"):
        assert coder.read_table(table).num_rows == 2


def test_an_error_of_the_stream_comes_through(coder):
    def batches():
        yield pa.record_batch({"text": [ACCUSED]})
        raise RuntimeError("the disk is gone")

    class Broken:
        def __arrow_c_stream__(self, schema=None):
            reader = pa.RecordBatchReader.from_batches(pa.schema({"text": pa.string()}), batches())
            return reader.__arrow_c_stream__(schema)

    error = raised(casus.CasusError, lambda: coder.read_table(Broken()))
    assert "the disk is gone" in str(error)


def test_sliced_and_empty_tables(coder):
    table = pa.table({"id": ["a", "b", "c"], "text": [VISITED, ACCUSED, VISITED]})
    assert coder.read_table(table.slice(1, 1))["document"].to_pylist() == ["b", "b"]
    assert coder.read_table(table.slice(0, 0)).num_rows == 0
    assert coder.read_table(table.slice(0, 0)).schema == coder.schema()
    assert coder.read_table(pl.DataFrame(table).head(0)).columns == coder.schema().names
    assert list(coder.read_table(table.to_pandas().iloc[:0]).columns) == coder.schema().names
    assert list(coder.read_batches([])) == []


def test_ten_rows_and_a_million(coder):
    ten = pa.table({"text": ["Oil rose."] * 9 + [ACCUSED]})
    assert coder.read_table(ten)["document"].to_pylist() == ["9", "9"]
    texts = pa.array(["Oil.", "", None, "", "", "", "", ""] * 125_000)
    million = pa.table({"text": texts})
    events = coder.read_table(pa.concat_tables([million, ten]))
    assert events["document"].to_pylist() == ["1000009", "1000009"]


@pytest.mark.slow
def test_ten_million_rows(coder):
    texts = pa.array(["Oil.", "", None, "Rain."] * 2_500_000)
    assert coder.read_table(pa.table({"text": texts})).num_rows == 0


@pytest.mark.slow
def test_a_text_of_500_megabytes(coder):
    text = ("\n" * 4000 + "Ö\n\n") * 125_000 + ACCUSED
    assert len(text.encode()) > 500_000_000
    first, _ = coder.read(text)
    trigger = first.text_info.trigger
    assert text[trigger.start : trigger.end] == trigger.text == "accused"
    assert coder.read_table(pa.table({"text": pa.array([text], pa.large_string())})).num_rows == 2


def test_knowledge_with_faults_tells_all_of_them(tmp_path):
    folder = tmp_path / "mine" / "en" / "frames"
    folder.mkdir(parents=True)
    table = folder / "mine.table"
    table.write_text("word | part | event\njuggle | verb | ACCUSE\njuggle | verb | NOTHING\nflarb | adverb | ACCUSE\n")
    error = raised(casus.KnowledgeError, lambda: casus.Coder(knowledge=tmp_path / "mine"))
    assert (error.file, error.line) == (str(table), 3)
    assert [fault.line for fault in error.faults] == [3, 4]
    assert "NOTHING" in str(error) and "^" in str(error)
    with pytest.warns(casus.CasusWarning) as told:
        coder = casus.Coder(knowledge=tmp_path / "mine", strict=False)
    assert len(told) == 2
    assert coder.read("Tehran juggled Ankara.")[0].event == "ACCUSE"
    raised(FileNotFoundError, lambda: casus.Coder(knowledge=["nowhere"]))
    raised(OSError, lambda: casus.Coder(knowledge=[table]))
    raised(TypeError, lambda: casus.Coder(knowledge=[7]))


def test_a_closed_ledger_says_so(tmp_path, coder):
    with casus.Ledger(tmp_path / "x.casus", coder) as ledger:
        view = ledger.view(known="2024-01-01")
    for use in (
        lambda: ledger.state("RUS", "PRK"),
        lambda: ledger.add(pa.table({"text": [ACCUSED]})),
        lambda: ledger.sql("SELECT 1"),
        lambda: ledger.view(),
        lambda: ledger.__enter__(),
    ):
        error = raised(casus.LedgerError, use)
        assert "closed" in error.message and error.hint and error.file == ledger.path
    ledger.close()
    assert len(view.timeline("RUS", "PRK")) == 0


def test_files_that_are_no_ledger(tmp_path, coder):
    other = tmp_path / "other.txt"
    other.write_text("no ledger at all, but long enough to be looked at " * 10)
    error = raised(casus.LedgerError, lambda: casus.Ledger(other))
    assert error.file == str(other) and error.hint
    foreign = tmp_path / "foreign.sqlite"
    sqlite3.connect(foreign).execute("CREATE TABLE t (a)").connection.close()
    raised(casus.LedgerError, lambda: casus.Ledger(foreign))
    raised(casus.LedgerError, lambda: casus.Ledger(tmp_path / "nowhere" / "x.casus"))
    raised(casus.LedgerError, lambda: casus.Ledger(":memory:"))
    gone = casus.Ledger(tmp_path / "gone.casus", coder)
    for path in tmp_path.glob("gone.casus*"):
        os.remove(path)
    error = raised(casus.LedgerError, lambda: gone.state("RUS", "PRK"))
    assert "no ledger here" in error.message


def test_questions_that_are_none(tmp_path, coder):
    with casus.Ledger(tmp_path / "x.casus", coder) as ledger:
        error = raised(casus.QuestionError, lambda: ledger.state("Rusia", "PRK"))
        assert "Rusia" in error.message and "RUS (Russia)" in error.hint
        for query in ("SELECT * FRM x", "", "SELECT 1; SELECT 2", "PRAGMA user_version = 3"):
            raised(casus.QuestionError, lambda: ledger.sql(query))
        raised(casus.CasusError, lambda: ledger.sql("DELETE FROM documents"))
        raised(casus.QuestionError, lambda: ledger.why("nothing#0"))
        raised(casus.QuestionError, lambda: ledger.cases("no such column = 1"))
        raised(casus.DocumentError, lambda: ledger.state("RUS", "PRK", on="1.2.2024"))
        raised(TypeError, lambda: ledger.add(7))
        raised(TypeError, lambda: ledger.add([7]))
        raised(casus.DocumentError, lambda: ledger.add(pa.table({"body": ["x"]})))
        events = pa.table({"event": ["ACCUSE"], "text_info": [None], "document": ["a"]})
        error = raised(casus.DocumentError, lambda: ledger.add(events))
        assert error.row == 0 and "no event record" in error.message
        with pytest.warns(casus.CasusWarning, match="nowhere"):
            ledger.add("nowhere.txt")
        assert len(ledger.sql("SELECT * FROM documents")) == 0
