#!/usr/bin/env python3
"""Writes knowledge/world/places.table from GeoNames.

    places.py CITIES ADMIN1 STATES PROVINCES OUT

CITIES   GeoNames' cities15000 table (tab-separated, .txt or .txt.gz)
ADMIN1   GeoNames' admin1CodesASCII table (likewise)
STATES   knowledge/world/states.table
PROVINCES  Natural Earth's 1:50m states and provinces as GeoJSON (.json.gz)
OUT      the table to write

Beside this script stand `places.spellings` (spellings in English news), `places.dropped` (names left out),
`places.regions` (other names of first-order regions) and `places.extra` (rows written by hand). The point of a region is
its middle where Natural Earth tells it, else the mean of its towns, for GeoNames gives none in these tables.
"""

import csv
import gzip
import json
import os
import re
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
PERSONS_BELOW = 300_000  # A town of at least so many people keeps its name though persons bear it too.
PARTS_FROM = 100_000  # Parts of towns are taken from this size on.

SOVEREIGN = dict(
    pair.split(":")
    for pair in (
        "HK:CHN MO:CHN PR:USA GU:USA VI:USA MP:USA AS:USA UM:USA GF:FRA RE:FRA GP:FRA MQ:FRA YT:FRA NC:FRA PF:FRA "
        "PM:FRA WF:FRA MF:FRA BL:FRA TF:FRA GL:DNK FO:DNK AX:FIN SJ:NOR GI:GBR BM:GBR JE:GBR GG:GBR IM:GBR FK:GBR "
        "KY:GBR TC:GBR VG:GBR AI:GBR MS:GBR SH:GBR IO:GBR PN:GBR GS:GBR AW:NLD CW:NLD SX:NLD BQ:NLD CK:NZL NU:NZL "
        "TK:NZL CX:AUS CC:AUS NF:AUS EH:MAR"
    ).split()
)

# What a first-order region is called in English news, by country; elsewhere "region" and "province".
KINDS = {}
for kinds, countries in (
    ("region;oblast", "RU UA"),
    ("region", "BY KZ KG UZ TJ TM AM GE SO TZ GH NA ET ER CZ SK GR PE CL FR IT BF ML NE"),
    ("province;governorate", "SY IQ YE EG JO LB TN LY OM SA KW BH"),
    ("state", "US BR MX NG IN AU MY VE SD SS MM DE AT FM PW"),
    ("prefecture", "JP"),
    ("county", "KE RO HU HR NO SE EE LV LR TW AL"),
    ("department", "CO BO HN SV GT NI PY UY HT"),
    ("district", "IL UG LK PT MT MW BZ LS MV BW LI TL"),
    ("division", "BD"),
    ("canton", "CH"),
):
    for country in countries.split():
        KINDS[country] = kinds.split(";")
SUFFIX = re.compile(
    r"[ -](Province|Oblast|oblast|Governorate|Region|State|Department|County|District|Prefecture|Kray|Krai|Republic"
    r"|Parish|Canton|Division|Municipality|City|Autonomous Okrug|Autonomous Region|Voivodeship)$"
)

# Letters that are no letter with an accent; as the codebook folds them.
LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D"}
    | {"ł": "l", "Ł": "L", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H", "ı": "i"}
)


def plain(name):
    """The name in ASCII, lower case, without signs."""
    decomposed = unicodedata.normalize("NFD", name).translate(LETTERS)
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"[\s.'’‘ʼʻʿʾ`´\-–]", "", letters).lower()


def open_text(path):
    return gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")


def beside(name):
    """The lines of a file beside this script, without comments."""
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]


def table(path):
    """The rows of a table as dictionaries."""
    with open(path, encoding="utf-8") as file:
        lines = [line for line in file if line.strip() and not line.startswith("#")]
    columns = [cell.strip() for cell in lines[0].split("|")]
    for line in lines[1:]:
        cells = [cell.strip() for cell in line.split("|")]
        yield dict(zip(columns, cells + [""] * (len(columns) - len(cells))))


def read_towns(path):
    fields = "id name ascii others lat lon class code country cc2 admin1 admin2 admin3 admin4 population".split()
    with open_text(path) as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            town = dict(zip(fields, row))
            town["population"] = int(town["population"] or 0)
            town["names"] = []
            if town["code"] in ("PPLX", "PPLH", "PPLQ", "PPLW") and town["population"] < PARTS_FROM:
                continue
            yield town


def drop(towns):
    """Takes out the names that would be found where no town is meant."""
    words, persons = set(), set()
    for line in beside("places.dropped"):
        kind, names = line.split(":", 1)
        (words if kind == "words" else persons).update(plain(n) for n in names.split(";"))
    for town in towns:
        key = plain(town["name"])
        town["hidden"] = key in words or len(key) < 3 or (key in persons and town["population"] < PERSONS_BELOW)


def spell(towns):
    """Adds the spellings of English news, each to the largest town of the country that bears it."""
    by_name = {}
    by_size = sorted(towns, key=lambda t: t["population"])
    for names_of in (lambda t: t["others"].split(","), lambda t: [t["name"], t["ascii"]]):
        for town in by_size:
            by_name.update(((town["country"], plain(name)), town) for name in names_of(town))
    missing = []
    for line in beside("places.spellings"):
        country, names = line.split(":", 1)
        for name in names.split(";"):
            name, _, target = (part.strip() for part in name.partition("="))
            town = by_name.get((country, plain(target or name)))
            if town is None:
                missing.append(f"{country} {name}")
            elif plain(name) != plain(town["name"]):
                town["names"].append(name)
    return missing


def write(out, cells):
    out.append(" | ".join(cells).rstrip(" |"))


def middles(path, towns):
    """The middle of each first-order region, by its number or its code."""
    points, by_region = {}, {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for shape in json.load(file)["features"]:
            own = shape["properties"]
            if own.get("gn_id"):
                points[str(own["gn_id"])] = (own["latitude"], own["longitude"])
    for town in towns:
        by_region.setdefault(f"{town['country']}.{town['admin1']}", []).append((float(town["lat"]), float(town["lon"])))
    for code, all_points in by_region.items():
        points[code] = tuple(sum(degrees) / len(all_points) for degrees in zip(*all_points))
    return points


def region_rows(path, towns, code_of, states, points, out):
    """First-order regions, each at its middle."""
    renamed = {}
    for line in beside("places.regions"):
        code, name, *others = (cell.strip() for cell in line.split("|"))
        renamed[code] = (name, [o.strip() for o in others[0].split(";")] if others else [])
    seats, town_names = {}, set()
    for town in sorted(towns, key=lambda t: (t["code"] in ("PPLA", "PPLC"), t["population"])):
        seats[f"{town['country']}.{town['admin1']}"] = town
        town_names.add((town["country"], plain(town["name"])))
        town_names.update((town["country"], plain(n)) for n in town["names"])
    words = {plain(n) for line in beside("places.dropped") if line.startswith("words") for n in line.split(":")[1].split(";")}
    regions = {}
    with open_text(path) as file:
        for code, name, _, number in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            name, others = renamed.get(code, (name, []))
            regions[code] = name
            country, seat = code.split(".")[0], seats.get(code)
            if seat is None or country not in code_of or others == ["-"]:
                continue
            core = SUFFIX.sub("", name)
            common = plain(core) in words
            if country in SOVEREIGN or (common and core == name):
                continue  # "Eastern province" is one in too many states.
            clash = (country, plain(core)) in town_names or plain(core) in states or common
            forms = [] if clash else [core]
            forms += [] if common else [f"{core} {kind}" for kind in KINDS.get(country, ("region", "province"))]
            forms += [o for o in others if o]
            keys, names = set(), []
            for form in ([] if clash and plain(name) == plain(core) else [name]) + forms:
                if plain(form) not in keys and len(plain(form)) > 2:
                    keys.add(plain(form))
                    names.append(form)
            lat, lon = (f"{degrees:.2f}" for degrees in points.get(number, points[code]))
            write(out, [number, names[0], "; ".join(names[1:]), code_of[country], name, lat, lon, ""])
    return regions


def town_rows(towns, regions, code_of, out):
    for town in sorted(towns, key=lambda t: int(t["id"])):
        names, seen = [], set()
        ascii_name = [] if plain(town["name"]).isascii() else [town["ascii"]]
        shown = [] if town["hidden"] else [town["name"]] + ascii_name
        for name in shown + town["names"]:
            if plain(name) not in seen:
                seen.add(plain(name))
                names.append(name)
        if names and town["country"] in code_of:
            region = regions.get(f"{town['country']}.{town['admin1']}", "")
            lat, lon = (f"{float(town[k]):.2f}" for k in ("lat", "lon"))
            cells = [town["id"], names[0], "; ".join(names[1:]), code_of[town["country"]], region, lat, lon]
            write(out, cells + [str(town["population"])])


def main(cities, admin1, states_path, provinces, path):
    states = list(table(states_path))
    codes = {s["geonameid"]: s["code"] for s in states if s["geonameid"]}
    names_of_states = {plain(n) for s in states for n in (s["name"] + ";" + s["names"]).split(";") if n.strip()}
    code_of = dict(SOVEREIGN)
    for line in beside("places.countries"):
        two, three = line.split()
        if three not in codes.values():
            sys.exit(f"{three} stands in no row of {states_path}")
        code_of[two] = three
    towns = list(read_towns(cities))
    drop(towns)
    missing = spell(towns)
    out = beside("places.extra")
    regions = region_rows(admin1, towns, code_of, names_of_states, middles(provinces, towns), out)
    town_rows(towns, regions, code_of, out)
    with open(os.path.join(HERE, "places.head"), encoding="utf-8") as file:
        head = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(head + "geonameid | name | names | country | region | lat | lon | population\n")
        file.writelines(line + "\n" for line in out)
    print(f"{len(out)} places; spellings without a town: {'; '.join(missing) or 'none'}")


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    main(*sys.argv[1:])
