"""Treebanks in, one file of documents with known sentence ends out, as the example `features` of the crate text reads it.

    prepare.py OUT TREEBANK.conllu[.gz] ...

The text of a document is made from the forms and their SpaceAfter, with a blank line before each paragraph. Only
documents whose licence lets us ship are taken. For each document the file holds a line with the byte offsets at which
its sentences end, a line with the length of the text in bytes, then the text and a line end.
"""

import gzip
import itertools
import sys

GUM_GENRES = {"news", "interview", "bio", "voyage", "textbook", "vlog", "speech"}


# Abbreviations before a capital, at the end of a sentence or within one, are too rare in treebanks to learn from. In
# every so many sentences one is written in: in the place of the last word, where the next sentence begins with a word
# that is no name or noun; or before a name.
ABBREVIATIONS = itertools.cycle(["U.S.", "Inc.", "p.m.", "Corp.", "U.K.", "D.C.", "Jr.", "a.m.", "U.N.", "Co."])
NAMES = itertools.cycle(["U.S.", "U.N.", "U.K.", "D.C.", "N.Y.", "E.U."])
OPENERS = {"PRON", "DET", "ADP", "SCONJ", "ADV", "CCONJ", "AUX"}
EVERY = 30


def may_ship(name):
    return not name.startswith("GUM_") or name.split("_")[1] in GUM_GENRES


def sentences(path):
    """Comment lines and columns of each sentence."""
    opener = gzip.open if path.endswith(".gz") else open
    comments, rows = [], []
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                comments.append(line)
            elif line:
                rows.append(line.split("\t"))
            else:
                yield comments, rows
                comments, rows = [], []


def surface(rows):
    """The text of a sentence, with the white space after it."""
    text, inside = [], 0
    for columns in rows:
        number = columns[0]
        if "." in number or (number.isdigit() and int(number) <= inside):
            continue
        if "-" in number:
            inside = int(number.split("-")[1])
        text.append(columns[1] + ("" if "SpaceAfter=No" in columns[9] else " "))
    return "".join(text)


def ends_plainly(text):
    """Whether it begins with a capital and ends in a word of small letters, a full stop and a space."""
    words = text.split()
    return len(words) > 3 and text[0].isupper() and text.endswith(". ") and words[-1][:-1].isalpha() and words[-1].islower()


def with_abbreviation(text, rows, following, count):
    """The text of a sentence, with an abbreviation written in where its turn has come."""
    turn = count % EVERY
    if turn == 0 and following and following[0][3] in OPENERS and following[0][1][0].isupper():
        return text[: -len(text.split()[-1]) - 1] + next(ABBREVIATIONS) + " "
    names = [row[1] for row in rows[3:] if row[3] == "PROPN" and f" {row[1]} " in text and row[1][0].isupper()]
    if turn == EVERY // 2 and names:
        return text.replace(f" {names[0]} ", f" {next(NAMES)} {names[0]} ", 1)
    return text


def documents(path):
    """Name, text and sentence ends (in bytes) of each document."""
    name, text, ends = None, "", []
    plain = 0
    rest = list(sentences(path))
    for index, (comments, rows) in enumerate(rest):
        new = [c.split("=", 1)[1].strip() for c in comments if c.startswith("# newdoc id")]
        if new:
            if name:
                yield name, text, ends
            name, text, ends = new[0], "", []
        elif text and any(c.startswith("# newpar") for c in comments):
            text = text.rstrip() + "\n\n"
        sentence = surface(rows)
        if ends_plainly(sentence):
            plain += 1
            following = rest[index + 1][1] if index + 1 < len(rest) else None
            sentence = with_abbreviation(sentence, rows, following, plain)
        text += sentence
        ends.append(len(text.rstrip().encode()))
    if name:
        yield name, text, ends


def main():
    with open(sys.argv[1], "wb") as out:
        for path in sys.argv[2:]:
            for name, text, ends in documents(path):
                if may_ship(name):
                    body = text.encode()
                    out.write(" ".join(map(str, ends)).encode() + b"\n%d\n" % len(body) + body + b"\n")


if __name__ == "__main__":
    main()
