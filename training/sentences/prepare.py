"""Treebanks in, one file of documents with known sentence ends out, as the example `features` of the crate text reads it.

    prepare.py OUT TREEBANK.conllu[.gz] ...

The text of a document is made from the forms and their SpaceAfter, with a blank line before each paragraph. Only
documents whose licence lets us ship are taken. For each document the file holds a line with the byte offsets at which
its sentences end, a line with the length of the text in bytes, then the text and a line end.
"""

import gzip
import sys

GUM_GENRES = {"news", "interview", "bio", "voyage", "textbook", "vlog", "speech", "conversation"}


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


def documents(path):
    """Name, text and sentence ends (in bytes) of each document."""
    name, text, ends = None, "", []
    for comments, rows in sentences(path):
        new = [c.split("=", 1)[1].strip() for c in comments if c.startswith("# newdoc id")]
        if new:
            if name:
                yield name, text, ends
            name, text, ends = new[0], "", []
        elif text and any(c.startswith("# newpar") for c in comments):
            text = text.rstrip() + "\n\n"
        text += surface(rows)
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
