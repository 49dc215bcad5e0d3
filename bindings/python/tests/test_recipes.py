"""The recipes of docs/recipes.md, as they stand there, over the reports of examples/."""

import csv
import json
import re
import shutil
from collections import Counter

import casus
import pyarrow.parquet as pq
import pytest
from conftest import ROOT

duckdb = pytest.importorskip("duckdb")

PAGE = (ROOT / "docs" / "recipes.md").read_text()


def blocks(language):
    """The blocks of a language by the names in their first lines; the first block has none."""
    for body in re.findall(rf"```{language}\n(.*?)```", PAGE, re.S):
        name = re.match(r"(?:--|#) ([\w-]+)\n", body)
        yield (name.group(1) if name else "views"), body


@pytest.fixture(scope="module")
def folder(documents, tmp_path_factory):
    """A folder with what the page begins with."""
    folder = tmp_path_factory.mktemp("recipes")
    coder = casus.Coder()
    pq.write_table(coder.read_table(documents, offsets="bytes"), folder / "events.parquet")
    with (folder / "documents.jsonl").open("w") as out:
        for row in documents.to_pylist():
            out.write(json.dumps(row) + "\n")
    shutil.copytree(ROOT / "knowledge" / "world", folder / "knowledge" / "world")
    return folder


@pytest.fixture(scope="module")
def answers(folder):
    """What each recipe gives: its columns and rows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        connection = duckdb.connect()
        answers = {}
        for name, body in blocks("sql"):
            if name == "compared":
                rows = "SELECT DISTINCT document, actor_code AS actor, recipient_code AS recipient, event FROM pairs"
                connection.sql(f"COPY ({rows} ORDER BY ALL LIMIT 50) TO 'other.csv'")
            if name == "agreement":
                label(folder)
            connection.execute(body)
            columns = [one[0] for one in connection.description]
            answers[name] = [dict(zip(columns, row)) for row in connection.fetchall()]
    return answers


def label(folder):
    """Labels of a person who agrees with every other one."""
    with (folder / "sample.csv").open() as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        row["right"] = row["event"] if number % 2 else "PROTEST"
    with (folder / "labels.csv").open("w", newline="") as file:
        out = csv.DictWriter(file, rows[0].keys())
        out.writeheader()
        out.writerows(rows)


@pytest.fixture(scope="module")
def pairs(folder):
    """The pairs, counted again in Python."""
    found = []
    for row in pq.read_table(folder / "events.parquet").to_pylist():
        if row["status"] == "actual":
            for actor in row["actor"]:
                for recipient in row["recipient"]:
                    if actor["code"] and recipient["code"]:
                        found.append((actor["code"], recipient["code"], row))
    return found


def test_there_are_ten():
    names = [name for name, _ in blocks("sql")]
    assert len(names) == 11 and len(set(names)) == 11


def test_dyad_months(answers, pairs):
    sums, counts = Counter(), Counter()
    for actor, recipient, row in pairs:
        if row["date"] and re.fullmatch(r"\d{4}-\d\d(-\d\d)?", row["date"]):
            counts[actor, recipient, row["date"][:7]] += 1
            sums[actor, recipient, row["date"][:7]] += row["goldstein"] or 0
    rows = {(row["actor_code"], row["recipient_code"], row["month"]): row for row in answers["dyad-months"]}
    assert {key: row["events"] for key, row in rows.items()} == counts and len(rows) > 50
    for key, row in rows.items():
        assert (row["goldstein"] or 0) == pytest.approx(sums[key], abs=1e-4)


def test_gdelt(answers, pairs):
    rows = answers["gdelt"]
    wanted = [row for _, _, row in pairs if row["date"] and len(row["date"]) == 10 and row["cameo"]]
    assert len(rows) == len(wanted) > 100
    assert all(re.fullmatch(r"\d{8}", row["SQLDATE"]) for row in rows)


def test_cow(answers):
    codes = {(row["id"], row["cow1"], row["cow2"]) for row in answers["cow"]}
    assert len(codes) > 100 and any(2 in code[1:] for code in codes), "the United States are 2"


def test_speakers(answers, folder):
    rows = answers["speakers"]
    assert sum(row["events"] for row in rows) == pq.read_table(folder / "events.parquet").num_rows
    assert any(row["stance"] == "denies" for row in rows)


def test_sanctions(answers, pairs):
    wanted = Counter(
        (recipient, row["date"][:4]) for _, recipient, row in pairs if row["event"] == "SANCTION" and row["date"]
    )
    assert {(row["target"], row["year"]): row["events"] for row in answers["sanctions"]} == wanted
    assert len(wanted) > 5


def test_map(answers, folder):
    made = json.loads((folder / "events.geojson").read_text())
    places = [row for row in pq.read_table(folder / "events.parquet")["event_loc"].to_pylist() if row and row["lat"]]
    assert len(made["features"]) == len(places) > 50
    east, north = made["features"][0]["geometry"]["coordinates"]
    assert -180 <= east <= 180 and -90 <= north <= 90


def test_arms(answers):
    assert {row["source"] for row in answers["arms"]} & {"PRK", "RUS", "USA", "IRN"}
    assert all(row["source"] != row["target"] for row in answers["arms"])


def test_compared(answers):
    rows = answers["compared"]
    assert sum(row["both"] for row in rows) == 50
    assert sum(row["other_alone"] for row in rows) == 0
    assert sum(row["casus_alone"] for row in rows) > 50


def test_sample_and_agreement(answers, folder):
    with (folder / "sample.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert max(Counter(row["event"] for row in rows).values()) == 3
    assert all(row["word"] in row["sentence"] for row in rows)
    (agreement,) = answers["agreement"]
    assert agreement["labelled"] == len(rows)
    assert agreement["agreed"] == pytest.approx(0.5, abs=0.05)
    assert 0 < agreement["kappa"] < agreement["agreed"] + 1e-9


def run(name, folder, monkeypatch, **given):
    monkeypatch.chdir(folder)
    exec(dict(blocks("python"))[name], given)
    return given


def test_duckdb_hands_over_batches(folder, monkeypatch):
    given = run("duckdb", folder, monkeypatch)
    wanted = Counter(pq.read_table(folder / "events.parquet")["event"].to_pylist())
    assert dict(given["counts"]) == wanted


def test_dask(folder, documents, monkeypatch):
    pytest.importorskip("dask.dataframe")
    frame = documents.select(["id", "text", "date", "publisher"]).to_pandas()
    events = run("dask", folder, monkeypatch, frame=frame)["events"].compute(scheduler="processes")
    wanted = casus.Coder().read_table(frame)
    assert events["id"].tolist() == wanted["id"].tolist()
    assert events["rule"].tolist() == wanted["rule"].tolist()


@pytest.mark.slow
def test_ray(folder, monkeypatch):
    ray = pytest.importorskip("ray")
    run("ray", folder, monkeypatch)
    events = ray.data.read_parquet(str(folder / "events")).to_pandas()
    wanted = pq.read_table(folder / "events.parquet")["id"].to_pylist()
    assert sorted(events["id"]) == sorted(wanted)


@pytest.mark.spark
def test_spark(folder, session):
    body = dict(blocks("python"))["spark"]
    # Java's folder is that in which it was started.
    for name in ("documents.jsonl", "events/"):
        assert f'"{name}"' in body
        body = body.replace(f'"{name}"', f'"{folder}/spark/{name}"')
    (folder / "spark").mkdir()
    shutil.copy(folder / "documents.jsonl", folder / "spark")
    exec(body, {"session": session})
    found = pq.read_table(folder / "spark" / "events")["id"].to_pylist()
    assert sorted(found) == sorted(pq.read_table(folder / "events.parquet")["id"].to_pylist())
