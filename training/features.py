"""A word form in, its row numbers out: one row of the word table and eight of the hash table.

Everything here depends on the form alone, so that an implementation may cache it by form.
FORMAT.md describes the same in words; the two must agree.
"""

from functools import lru_cache

HASH_ROWS = 32768
KINDS = 8
SAME = {0x2018: "'", 0x2019: "'", 0x02BC: "'", 0x201C: '"', 0x201D: '"', 0x2026: "..."}
SAME.update({code: "-" for code in range(0x2010, 0x2016)})
SAME.update({ord(digit): "0" for digit in "123456789"})


def fnv1a(data):
    value = 2166136261
    for byte in data:
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


def normalise(form):
    """Lower case, typewriter quotes and dashes, every digit a 0."""
    return form.lower().translate(SAME)


def shape(form):
    """X for upper case, x for lower, d for a digit, the character itself if ASCII, else u; runs cut to two."""
    out = []
    for char in form:
        if char.isupper():
            mark = "X"
        elif char.islower():
            mark = "x"
        elif "0" <= char <= "9":
            mark = "d"
        else:
            mark = char if ord(char) < 128 else "u"
        if out[-2:] != [mark, mark]:
            out.append(mark)
    return "".join(out)


@lru_cache(maxsize=1 << 18)
def hash_rows(form):
    """Rows of the hash table: prefixes of 1-3, suffixes of 1-4 characters, shape."""
    norm = normalise(form)
    pieces = [f"p{k}:{norm[:k]}" for k in (1, 2, 3)]
    pieces += [f"s{k}:{norm[-k:]}" for k in (1, 2, 3, 4)]
    pieces.append("h:" + shape(form))
    return tuple(fnv1a(piece.encode()) % HASH_ROWS for piece in pieces)


class Vocabulary:
    """Normalised forms, one a row; row 0 stands for every word that is not listed."""

    def __init__(self, words):
        self.words = list(words)
        self.index = {word: row for row, word in enumerate(self.words, start=1)}

    def __len__(self):
        return len(self.words) + 1

    def row(self, form):
        return self.index.get(normalise(form), 0)

    @staticmethod
    def load(path):
        with open(path, encoding="utf-8") as lines:
            return Vocabulary([line.rstrip("\n") for line in lines])

    def save(self, path):
        with open(path, "w", encoding="utf-8") as out:
            out.writelines(word + "\n" for word in self.words)
