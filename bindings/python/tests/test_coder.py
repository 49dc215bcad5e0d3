"""One text to typed records, and why."""

import dataclasses
import datetime
import json
import pickle

import casus
import pytest
from conftest import ACCUSED, REPORTS, VISITED


def test_a_sentence_gives_typed_records(coder):
    first, *_ = coder.read(ACCUSED, date="2024-06-19")
    assert (first.event, first.mode, first.status) == ("ACCUSE", ("allege",), "actual")
    assert [one.code for one in first.actor] == ["BLR"]
    assert [one.code for one in first.recipient] == ["LTU"]
    assert (first.id, first.document, first.date) == ("text#0", "text", "2024-06-19")
    assert first.text_info.trigger == casus.Words("accused", 6, 13)
    with pytest.raises(dataclasses.FrozenInstanceError):
        first.event = "PROTEST"


def test_the_date_decides_what_relative_days_mean_and_who_is_meant(coder):
    for day in ("2024-06-20", datetime.date(2024, 6, 20), datetime.datetime(2024, 6, 20, 8)):
        (event,) = coder.read(VISITED, date=day, publisher="Yonhap", id="yonhap-1")
        assert event.date == "2024-06-19"
        assert event.actor[0].office == "President of Russia"
        assert event.attribution[0].speaker.name == "Yonhap"
        assert (event.id, event.publisher) == ("yonhap-1#0", "Yonhap")


def spans(value):
    """Every part of a record that quotes the text."""
    if isinstance(value, dict):
        if "start" in value and "text" in value:
            yield value
        for one in value.values():
            yield from spans(one)
    elif isinstance(value, list):
        for one in value:
            yield from spans(one)


@pytest.mark.parametrize("before", ["", "«Ölpreis» – ", "🛢️🛢️ 日本語. ", "e\u0301" * 70 + ". "])
def test_offsets_count_characters(coder, before):
    text = f"{before}{ACCUSED} {before}{VISITED}"
    events = coder.read(text, date="2024-06-20")
    assert {event.event for event in events} >= {"ACCUSE", "CONSULT"}
    for event in events:
        for part in spans(event.to_dict()):
            assert text[part["start"] : part["end"]] == part["text"]
        assert text[event.text_info.start : event.text_info.end].endswith(".")


def test_a_text_beyond_a_part_counts_from_the_beginning(coder):
    blank = ("Ø" + "\n" * 5000) * 220
    text = f"{blank}{ACCUSED}\n\n{blank}{VISITED}"
    events = coder.read(text, date="2024-06-20")
    assert [event.event for event in events if event.event in ("ACCUSE", "CONSULT")] == [
        "ACCUSE",
        "CONSULT",
    ]
    for event in events:
        trigger = event.text_info.trigger
        assert text[trigger.start : trigger.end] == trigger.text
        assert event.id.split("#")[0].startswith("text@")
        assert trigger.text in event.why().sentence


def test_why_shows_what_decided(coder):
    event = coder.read(f"«Ö». {ACCUSED}", date="2024-06-19")[0]
    why = event.why()
    assert [trial.rule for trial in why.tried if trial.chosen] == [event.rule]
    assert why.sentence == ACCUSED
    assert any(line.split("\t")[1:2] == ["accused"] for line in why.tree.splitlines())
    page = str(why)
    lines = page.splitlines()
    assert lines[0][lines[1].index("^") : len(lines[1])] == "accused"
    assert "decides" in page and "Belarus" in page


def test_events_and_coders_can_be_pickled(coder):
    event = coder.read(ACCUSED)[0]
    again = pickle.loads(pickle.dumps(event))
    assert again == event and hash(again) == hash(event)
    with pytest.raises(casus.CasusError, match="not at hand") as raised:
        again.why()
    assert "pickled" in raised.value.hint
    other = pickle.loads(pickle.dumps(casus.Coder(threads=1)))
    assert other.threads == 1
    assert other.read(ACCUSED) == coder.read(ACCUSED)


def test_the_record_is_that_of_the_program(coder, program, tmp_path):
    import subprocess

    path = tmp_path / "text.txt"
    path.write_text(f"{ACCUSED} {VISITED}")
    told = [program, "read", "--date", "2024-06-20", "--format", "jsonl", path]
    out = subprocess.run(told, capture_output=True, check=True).stdout
    expected = [json.loads(line) for line in out.splitlines()]
    own = [event.to_dict() for event in coder.read(path.read_text(), date="2024-06-20")]
    for record in own:
        del record["publisher"]
        for actor in record["actor"] + record["recipient"] + [
            link["speaker"] for link in record["attribution"]
        ]:
            if actor["office"] is None:
                del actor["office"]
    assert own == expected


def test_knowledge_of_ones_own_is_used(tmp_path):
    (tmp_path / "en" / "frames").mkdir(parents=True)
    (tmp_path / "en" / "frames" / "mine.table").write_text(
        "word | part | actor | recipient | when | event | mode | context | cameo\n"
        "juggle | verb | subject | object | object: @actor | ACCUSE | disapprove | | 111\n"
    )
    coder = casus.Coder(knowledge=[tmp_path])
    (event,) = coder.read("Tehran juggled Ankara.")
    assert (event.event, event.actor[0].code, event.recipient[0].code) == ("ACCUSE", "IRN", "TUR")
    # It is pickled with the coder, though the folder is gone.
    sent = pickle.dumps(coder)
    (tmp_path / "en" / "frames" / "mine.table").unlink()
    assert pickle.loads(sent).read("Tehran juggled Ankara.") == [event]
    assert casus.Coder().read("Tehran juggled Ankara.") == []


def test_reports_of_other_languages_are_warned_of(coder):
    german = (
        "Iran und Norwegen haben am Mittwoch in Oslo miteinander gesprochen, teilte das norwegische Außenministerium mit. "
        "Beide Seiten wollen die Gespräche im Herbst fortsetzen, sobald die Abordnungen ihren Regierungen über die "
        "Ergebnisse berichtet haben, die nach den Worten der Sprecherin ermutigend waren."
    )
    with pytest.warns(casus.CasusWarning, match="1 documents in other languages .* de 1"):
        assert coder.read(german) == []


def test_files_of_any_kind_become_a_table():
    table = casus.documents(REPORTS)
    assert table.num_rows >= 80
    assert table.column_names[:4] == ["id", "text", "title", "date"]
    assert len(set(table["id"].to_pylist())) == table.num_rows
    with pytest.warns(casus.CasusWarning, match="nowhere"):
        assert casus.documents("nowhere.txt").num_rows == 0
