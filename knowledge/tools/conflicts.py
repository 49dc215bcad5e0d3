#!/usr/bin/env python3
"""Makes law/conflicts/ucdp.table again, from the armed conflicts of the Uppsala Conflict Data Program.

    python3 tools/conflicts.py ucdp_acd.csv.gz > law/conflicts/ucdp.table

In: the data set as one row for each conflict, year and pair of helpers. Out: a row for each spell of fighting since
1989: all fighting between states, and of the others those that went on in 2015 or later. States are named by their codes of
the day on which the spell began, by world/states.table.
"""

import collections
import csv
import gzip
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent.parent
FIRST, RECENT = 1989, 2015
# Numbers that the data go on using when the state that had them is gone.
HEIRS = {345: "SRB"}
KINDS = {"interstate": "interstate", "intrastate": "internal", "II": "internationalised"}


def states():
    """Codes by Gleditsch and Ward's number, each with the days on which it held."""
    found = collections.defaultdict(list)
    columns = None
    for line in (HERE / "world/states.table").read_text().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        if columns is None:
            columns = cells
            continue
        row = dict(zip(columns, cells))
        if row["gw"]:
            found[int(row["gw"])].append((row["from"] or "0", row["to"] or "9", row["code"]))
    return found


def code(number, day, known):
    """The code that a number stood for on a day; the last one where none did."""
    rows = known.get(int(number), [])
    for begin, end, name in rows:
        if begin <= day <= end + "~":
            return name
    return HEIRS.get(int(number), rows[-1][2] if rows else None)


def numbers(cell):
    """The numbers of a list of states."""
    return [int(number) for number in cell.replace(",", " ").split()]


def spells(path):
    """Spells of fighting: what is told of each, and who helped whom."""
    found = {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            year, kind = int(row["year"]), KINDS.get(row["type_of_conflict"])
            if kind is None or year < FIRST:
                continue
            key = (int(row["conflict_id"]), row["start_date2"])
            spell = found.setdefault(key, {"a": set(), "b": set(), "main": {"a": set(), "b": set()}, "kinds": set(), "last": 0, "end": ""})
            for side in "ab":
                spell[side].update(numbers(row[f"gwno_{side}_2nd"]))
                spell["main"][side].update(numbers(row[f"gwno_{side}"]))
            spell["kinds"].add(kind)
            spell["over"] = row["incompatibility"]
            spell["war"] = spell.get("war", False) or row["intensity_level"] == "2"
            spell["last"] = max(spell["last"], year)
            if row["ep_end"] == "1":
                spell["end"] = row["ep_end_date"]
    return found


def main():
    known, found = states(), spells(sys.argv[1])
    print("# Spells of fighting with 25 dead or more a year, from the Uppsala Conflict Data Program (UCDP/PRIO Armed Conflict")
    print("# Dataset, CC BY 4.0): fighting between states since 1989, others that went on in 2015 or later. Known to the end")
    print("# of 2024: a spell without an end went on then. Made by tools/conflicts.py; do not edit.")
    print("id | a | b | kind | over | with-a | with-b | from | to | intensity | source")
    for (number, begin), spell in sorted(found.items()):
        kinds = spell["kinds"]
        kind = "interstate" if "interstate" in kinds else "internationalised" if "internationalised" in kinds else "internal"
        if kind != "interstate" and spell["last"] < RECENT:
            continue
        name = lambda numbers: "; ".join(sorted({code(n, begin, known) or "?" for n in numbers}))
        one, other = (name(spell["main"][side]) for side in "ab")
        size = "war" if spell["war"] else "minor"
        cells = [f"ucdp-{number}-{begin[:4]}", one, other, kind, spell["over"], name(spell["a"]), name(spell["b"]), begin, spell["end"], size, "UCDP"]
        print(" | ".join(cells))


if __name__ == "__main__":
    main()
