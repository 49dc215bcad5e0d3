"""CoNLL-U files in, lists of Sentence out; and the choice of documents whose licence lets us ship.

A Sentence holds parallel lists: forms, lemmas, tags ("UPOS|XPOS"), heads (0 = root), rels.
Ranges (1-2) and empty nodes (1.1) are skipped.
"""

import gzip
from dataclasses import dataclass, field

GUM_GENRES = {"news", "interview", "bio", "voyage", "textbook", "vlog", "speech"}
GUM_ACADEMIC = {"census", "economics", "huh", "implicature", "lighting", "mutation", "salinity", "theropod"}
GUM_COURT = {"prince"}


@dataclass
class Sentence:
    forms: list = field(default_factory=list)
    lemmas: list = field(default_factory=list)
    tags: list = field(default_factory=list)
    heads: list = field(default_factory=list)
    rels: list = field(default_factory=list)
    doc: str = ""

    def __len__(self):
        return len(self.forms)


def read(path):
    """All sentences of one .conllu or .conllu.gz file."""
    opener = gzip.open if str(path).endswith(".gz") else open
    sentences, current, doc = [], Sentence(), ""
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id"):
                doc = line.split("=", 1)[1].strip()
            elif not line:
                if len(current):
                    current.doc = doc
                    sentences.append(current)
                current = Sentence()
            elif not line.startswith("#"):
                add(current, line.split("\t"))
    return sentences


def add(sentence, columns):
    if not columns[0].isdigit():
        return
    sentence.forms.append(columns[1])
    sentence.lemmas.append(columns[2])
    sentence.tags.append(columns[3] + "|" + columns[4])
    sentence.heads.append(int(columns[6]))
    sentence.rels.append(columns[7])


def may_ship(doc):
    """False for the GUM documents whose text is not CC BY, CC BY-SA or public domain for certain."""
    if not doc.startswith("GUM_"):
        return True
    genre, name = doc[4:].split("_", 1)
    if genre == "academic":
        return name in GUM_ACADEMIC
    if genre == "court":
        return name in GUM_COURT
    return genre in GUM_GENRES


def read_shippable(paths):
    return [s for path in paths for s in read(path) if may_ship(s.doc)]
