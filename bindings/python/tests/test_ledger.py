"""Documents and events in, answers out."""

import subprocess

import casus
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import ACCUSED, REPORTS, VISITED

DOCUMENTS = pa.table(
    {
        "id": ["a", "b"],
        "text": [f"«Öl» {ACCUSED}", VISITED],
        "date": ["2024-06-19", "2024-06-20"],
        "publisher": ["Belta", "Yonhap"],
    }
)


@pytest.fixture
def ledger(coder, tmp_path):
    with casus.Ledger(tmp_path / "relations.casus", coder) as ledger:
        ledger.add(DOCUMENTS)
        yield ledger


def test_the_same_document_twice_changes_nothing(ledger):
    assert ledger.add(DOCUMENTS) == casus.Added(0, 0, 2, 0, 0)
    assert ledger.add(pl.DataFrame(DOCUMENTS)).known == 2
    more = pa.table({"body": [ACCUSED], "id": ["c"]})
    assert ledger.add(more, columns={"text": "body"}, date="2024-07-01", read="2024-07-02").documents == 1
    assert ledger.sql("SELECT known FROM documents WHERE id = 'c'")[0]["known"] == "2024-07-01"


def test_who_must_act(ledger):
    answer = ledger.obliged(attacked="PRK", by="KOR", on="2024-07-01")
    assert {"CHN", "RUS"} <= {row["who"] for row in answer}
    frame = answer.to_pandas()
    assert list(frame.columns) == [
        "id", "who", "binds", "duty", "by", "what_must_still_be_true", "clashes", "hedge", "claims",
    ]
    assert len(frame) == len(answer) == answer.to_arrow().num_rows == answer.to_polars().height
    assert "CHN" in str(answer) and "<table>" in answer._repr_html_()
    first = answer[0]
    assert first.record["obligation"]["id"] == first.id if "obligation" in first.record else first.id
    assert len(ledger.why(first.id)) >= 0


def test_questions_have_their_answers(ledger):
    (visit,) = ledger.visits("North Korea", on="2024-07-01")
    assert (visit["from"], visit["to"], visit["hedge"]) == ("RUS", "PRK", "says Yonhap")
    assert visit.claims == ("b#0",)
    (evidence,) = ledger.why(visit.id)
    assert "Putin" in evidence["sentence"]
    assert any(row["kind"] == "visit" for row in ledger.state("RUS", "PRK", on="2024-07-01"))
    assert [row["event"] for row in ledger.timeline("BLR", "LTU")] == ["ACCUSE allege", "SANCTION discontinue"]
    assert ledger.said("Yonhap")[0]["actor"] == "RUS"
    assert len(ledger.cases("event = 'CONSULT'")) == 1
    assert len(ledger.breaches()) == len(ledger.exchanges("RUS", "PRK")) == len(ledger.commitments("USA")) == 0
    assert ledger.without("Yonhap", "RUS", "PRK", on="2024-07-01")[0]["change"] == "gone"
    assert "visit" in {row["kind"] for row in ledger.diff("2024-06-19", "2024-06-20", "RUS", "PRK")}
    empty = ledger.breaches().to_arrow()
    assert empty.num_rows == 0 and empty.schema.field("goods").type == pa.string()


def test_views_know_less(ledger):
    assert len(ledger.view(known="2024-06-19").timeline("RUS", "PRK")) == 0
    assert len(ledger.view(disbelieve="Yonhap").timeline("RUS", "PRK")) == 0
    assert len(ledger.view(disbelieve=["KCNA"]).timeline("RUS", "PRK")) == 1
    assert len(ledger.timeline("RUS", "PRK")) == 1


def test_sql_keeps_types(ledger):
    answer = ledger.sql("SELECT id, goldstein, recipient FROM events ORDER BY id")
    assert answer.to_arrow().schema.field("goldstein").type == pa.float64()
    assert [row["id"] for row in answer] == ["a#0", "a#1", "b#0"]
    assert [row["recipient"] for row in answer] == ["LTU", "BLR", "PRK"]
    assert ledger.sql("SELECT NULL AS nobody")[0]["nobody"] is None
    assert list(answer.to_pandas().columns) == ["id", "goldstein", "recipient"]


@pytest.mark.parametrize("offsets", ["characters", "bytes"])
@pytest.mark.parametrize("kind", [lambda t: t, pa.Table.to_pandas, pl.DataFrame])
def test_events_of_a_table_are_taken_as_they_are(coder, tmp_path, offsets, kind):
    events = coder.read_table(DOCUMENTS, offsets=offsets)
    with casus.Ledger(tmp_path / "x.casus") as ledger:
        added = ledger.add(kind(events), date="2024-06-20")
        assert (added.documents, added.claims) == (2, 3)
        assert ledger._coder is None, "nothing had to be coded"
        row, closed = ledger.timeline("BLR", "LTU")
        assert (row["event"], closed["event"]) == ("ACCUSE allege", "SANCTION discontinue")
        assert row["sentence"].split() == ["Minsk", "accused", "Vilnius", "closing"], "what is quoted of it"
        assert len(ledger.obliged(attacked="PRK", by="KOR", on="2024-07-01")) > 0


def test_quotes_of_many_bytes_stand_where_they_were(coder, tmp_path):
    text = "«日本» Erdoğan met Lukashenko in Işık, Turkey. Erdoğan accused Syria of shelling Kilis."
    documents = pa.table({"id": ["a"], "text": [text], "date": ["2024-06-20"]})
    sentences = []
    for offsets in ("characters", "bytes"):
        with casus.Ledger(tmp_path / f"{offsets}.casus") as ledger:
            ledger.add(coder.read_table(documents, offsets=offsets))
            why = [ledger.why(row["id"])[0]["sentence"] for row in ledger.sql("SELECT id FROM events ORDER BY id")]
            sentences.append(why)
            assert any("Erdoğan" in sentence for sentence in why)
    assert sentences[0] == sentences[1]


def test_typed_events_are_taken(coder, tmp_path):
    events = coder.read(f"«Öl» {ACCUSED}", date="2024-06-19", publisher="Belta")
    with casus.Ledger(tmp_path / "x.casus") as ledger:
        assert ledger.add(events).claims == 2
        assert ledger.sql("SELECT publisher FROM documents")[0]["publisher"] == "Belta"
        assert ledger.add([]).documents == 0


def test_files_are_taken_as_by_the_program(coder, program, tmp_path):
    with casus.Ledger(tmp_path / "own.casus", coder) as own:
        own.add(REPORTS, read="2026-01-01")
        subprocess.run(
            [program, "add", REPORTS, "--ledger", tmp_path / "its.casus", "--read", "2026-01-01"],
            check=False, capture_output=True,
        )
        its = casus.Ledger(tmp_path / "its.casus")
        query = "SELECT * FROM events ORDER BY id"
        assert own.sql(query).to_dict() == its.sql(query).to_dict()
        assert len(own.sql(query)) > 500
        for ask in (
            lambda ledger: ledger.state("RUS", "PRK", on="2024-12-31"),
            lambda ledger: ledger.breaches(on="2024-12-31"),
            lambda ledger: ledger.exchanges("RUS", "PRK"),
        ):
            assert ask(own).to_dict() == ask(its).to_dict()
            assert len(ask(own)) > 0
    frame = own.path
    assert isinstance(frame, str)


def test_many_may_write_and_ask(coder, tmp_path):
    import concurrent.futures

    ledger = casus.Ledger(tmp_path / "x.casus", coder)

    def add(number):
        ledger.add(pa.table({"id": [f"d{number}"], "text": [ACCUSED]}))
        return len(ledger.timeline("BLR", "LTU"))

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        assert all(count >= 1 for count in pool.map(add, range(8)))
    assert ledger.sql("SELECT count(*) AS n FROM documents")[0]["n"] == 8


def test_frames_of_pandas_hold_claims(ledger):
    frame = ledger.timeline("RUS", "PRK").to_pandas()
    assert isinstance(frame, pd.DataFrame) and frame.claims.tolist() == [["b#0"]]
