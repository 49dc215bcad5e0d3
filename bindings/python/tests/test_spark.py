"""Spark with two workers gives the bytes of `casus read`, however the documents are cut, and when a worker dies.

Needs pyspark and Java 17: `pytest -m spark`.
"""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import casus
import pyarrow as pa
import pytest
from conftest import ACCUSED, VISITED

pytestmark = pytest.mark.spark
pyspark = pytest.importorskip("pyspark")


@pytest.fixture(scope="module")
def archive(documents, tmp_path_factory):
    """The reports of examples/ six times over, as JSON lines; some 480 documents."""
    path = tmp_path_factory.mktemp("archive") / "reports.jsonl"
    wanted = ["text", "title", "date", "publisher", "url", "language"]
    with path.open("w") as out:
        for copy in range(6):
            for row in documents.to_pylist():
                known = {name: row[name] for name in wanted if row[name] is not None}
                out.write(json.dumps({"id": f"{copy}/{row['id']}", **known}, ensure_ascii=False) + "\n")
    return path


@pytest.fixture(scope="module")
def expected(archive, program):
    out = subprocess.run([program, "read", archive, "--format", "jsonl"], capture_output=True, check=True).stdout
    lines = out.splitlines(keepends=True)
    assert len(lines) > 3000
    return lines


def written(events, folder):
    """The lines of the Parquet that Spark wrote, in the order of the archive."""
    import pyarrow.parquet as pq

    events.write.mode("overwrite").parquet(str(folder))
    return casus.lines(pq.read_table(folder)).splitlines(keepends=True)


def in_order(lines):
    """Spark promises no order of rows; ids do."""

    def key(line):
        document, number = json.loads(line)["id"].rsplit("#", 1)
        return document, int(number)

    return sorted(lines, key=key)


@pytest.mark.parametrize("parts", [1, 5, 64])
def test_any_partitioning_gives_the_bytes_of_the_program(session, archive, expected, tmp_path, parts):
    from casus import spark

    documents = session.read.json(str(archive)).repartition(parts)
    events = spark.read(documents)
    assert events.columns == casus.Coder.schema("bytes").names
    lines = written(events, tmp_path / "events")
    assert b"".join(in_order(lines)) == b"".join(in_order(expected))


def test_each_worker_loads_one_engine(session, archive):
    coder = casus.Coder(threads=1)

    def who(batches):
        for batch in batches:
            events = sum(found.num_rows for found in coder.read_batches([batch]))
            row = {"pid": [os.getpid()], "engine": [id(coder._engine)], "events": [events]}
            yield pa.record_batch(row)

    documents = session.read.json(str(archive)).repartition(16)
    told = documents.mapInArrow(who, "pid long, engine long, events long").collect()
    assert sum(row["events"] for row in told) > 3000
    engines = {(row["pid"], row["engine"]) for row in told}
    assert len(engines) == len({pid for pid, _ in engines}) == 2, "16 tasks, two workers, two engines"


def test_a_worker_that_is_killed_is_made_good(session, archive, expected, tmp_path):
    from casus import spark

    mark = tmp_path / "killed"

    def dying(batches):
        for number, batch in enumerate(batches):
            yield batch
            # The first that gets so far kills itself, and with it the events that it has not handed on.
            if number == 3:
                try:
                    mark.touch(exist_ok=False)
                except FileExistsError:
                    continue
                os.kill(os.getpid(), signal.SIGKILL)

    documents = session.read.json(str(archive)).repartition(4)
    broken = documents.mapInArrow(dying, documents.schema)
    lines = written(spark.read(broken), tmp_path / "events")
    assert mark.exists()
    assert b"".join(in_order(lines)) == b"".join(in_order(expected))


def test_an_executor_that_is_killed_is_made_good(session, archive, expected, tmp_path):
    from casus import spark

    mark = tmp_path / "killed"

    def dying(batches):
        for number, batch in enumerate(batches):
            yield batch
            if number == 3:
                try:
                    mark.touch(exist_ok=False)
                except FileExistsError:
                    continue
                pid = os.getpid()
                while "java" not in Path(f"/proc/{pid}/comm").read_text():
                    pid = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
                os.kill(pid, signal.SIGKILL)
                time.sleep(60)

    documents = session.read.json(str(archive)).repartition(4)
    lines = written(spark.read(documents.mapInArrow(dying, documents.schema)), tmp_path / "events")
    assert mark.exists()
    assert b"".join(in_order(lines)) == b"".join(in_order(expected))


def test_dyad_days_in_sql_are_those_of_the_ledger(session, documents, tmp_path):
    import re

    from casus import spark
    from conftest import ROOT

    page = (ROOT / "docs" / "scale.md").read_text()
    (query,) = re.findall(r"```sql\n-- dyad-days\n(.*?);\n```", page, re.S)
    frame = session.createDataFrame(documents.select(["id", "text", "date", "publisher"]).to_pandas())
    frame.createOrReplaceTempView("documents")
    spark.read(frame).write.parquet(str(tmp_path / "events"))
    session.read.parquet(str(tmp_path / "events")).createOrReplaceTempView("events")
    found = [tuple(row) for row in session.sql(query).collect()]
    with casus.Ledger(tmp_path / "x.casus") as ledger:
        ledger.add(documents)
        columns = "actor, recipient, day, events, verbal_cooperation, material_cooperation, verbal_conflict, material_conflict"
        answer = ledger.sql(f"SELECT {columns}, goldstein FROM dyad_days ORDER BY 1, 2, 3")
    expected = [tuple(row.cells.values()) for row in answer]
    assert len(expected) > 100
    assert [row[:8] for row in found] == [row[:8] for row in expected]
    for own, other in zip(found, expected):
        assert own[8] == pytest.approx(other[8], abs=1e-6)


def test_what_is_wrong_with_columns_is_told_at_once(session):
    from casus import spark

    frame = session.createDataFrame([("a", ACCUSED)], "key string, body string")
    with pytest.raises(casus.DocumentError, match="no column `id` among key, body"):
        spark.read(frame)
    events = spark.read(frame, columns={"id": "key", "text": "body"}, date="2024-06-19")
    assert [row["event"] for row in events.collect()] == ["ACCUSE", "SANCTION"]
    with pytest.raises(TypeError, match="casus.spark.read"):
        casus.Coder().read_table(frame)


def test_rows_that_are_no_documents(session):
    from casus import spark

    rows = [("a", VISITED, "20/06/2024"), ("b", VISITED, "2024-06-20"), ("c", None, None)]
    frame = session.createDataFrame(rows, "id string, text string, date string")
    with pytest.raises(Exception, match="20/06/2024"):
        spark.read(frame).collect()
    events = spark.read(frame, errors="warn").collect()
    assert [(row["document"], row["date"]) for row in events] == [("b", "2024-06-19")]


def test_knowledge_travels_to_the_workers(session, tmp_path):
    from casus import spark

    folder = tmp_path / "mine" / "en" / "frames"
    folder.mkdir(parents=True)
    (folder / "mine.table").write_text("word | part | event\njuggle | verb | ACCUSE\n")
    frame = session.createDataFrame([(7, "Tehran juggled Ankara.")], "id long, text string")
    events = spark.read(frame, knowledge=tmp_path / "mine")
    (folder / "mine.table").unlink()
    assert [(row["id"], row["event"]) for row in events.collect()] == [("7#0", "ACCUSE")]


