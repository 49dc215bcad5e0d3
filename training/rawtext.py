"""Raw articles and speeches in, tokenised sentences out (one JSON line each: {"forms": [...]}), by UD's conventions.

    python rawtext.py --text speeches.jsonl:1500000 articles.jsonl --tokens posts.jsonl --out sentences.jsonl

Lines of --text files carry "text" (hard-wrapped lines are joined), lines of --tokens files carry "tokens".
A number after the colon is how many words to take, spread over the whole file.
"""

import argparse
import json
import random
import re

ABBREVIATIONS = set("""mr. mrs. ms. dr. st. prof. gen. sen. rep. gov. lt. col. sgt. capt. hon. jr. sr. no. vs. etc. e.g. i.e. u.s. u.n.
u.k. inc. ltd. co. corp. jan. feb. mar. apr. jun. jul. aug. sept. oct. nov. dec. p.m. a.m. art. para. vol. fig. al. ph.d.""".split())
WHOLE = re.compile(r"""(?x)
    https?://\S+ | www\.\S+ | \S+@\S+\.\w+ | [@\#]\w+
  | (?:[A-Za-z]\.){2,}                       # U.S.
  | \d+(?:[.,:]\d+)+ | \d+(?:st|nd|rd|th|s)\b | \d+
  | \.{2,} | …  | --+
  | [^\W\d_]+(?:['’][^\W\d_]+)* | \w+ | \S""")
CLITIC = re.compile(r"(?i)^(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))$")
PREFIXES = set("co re e non pre post anti multi inter sub semi un mid vice ex".split())
END = re.compile(r"""(?<=[.!?])(["”’')\]]*)\s+(?=["“‘'(\[]*[A-Z0-9])""")


def paragraphs(text):
    """Hard-wrapped lines joined; a break stays where a blank line or a finished sentence at a short line's end stands."""
    text = text.replace("\r", "").replace("\x0c", "\n").replace("\xa0", " ").replace("**", "")
    lines = [line.strip() for line in text.split("\n")]
    block = []
    for line in lines:
        if line and not re.fullmatch(r"[\d/ -]+", line):
            block.append(line)
        if block and (not line or re.search(r"[.!?:]$", line) and len(line) < 35):
            if re.search(r"[.!?:”\"]$", block[-1]):
                yield " ".join(block)
                block = []
    if block:
        yield " ".join(block)


def sentences(paragraph):
    start = 0
    for match in END.finditer(paragraph):
        before = paragraph[start:match.start()].rsplit(None, 1)
        last = before[-1].lower().lstrip("(\"“'‘") if before else ""
        if last in ABBREVIATIONS or re.fullmatch(r"[a-z]\.", last):
            continue
        yield paragraph[start:match.end()].strip()
        start = match.end()
    if paragraph[start:].strip():
        yield paragraph[start:].strip()


def pieces(token):
    """Clitics off; can not; everything else whole."""
    if token.lower() == "cannot":
        return [token[:3], token[3:]]
    match = CLITIC.match(token)
    if match:
        return pieces(match.group(1)) + [match.group(2)]
    if re.search(r"(?i)s['’]$", token):
        return [token[:-1], token[-1]]
    return [token]


def tokens(sentence):
    out = []
    for chunk in sentence.split():
        if chunk.lower() in ABBREVIATIONS:
            out.append(chunk)
            continue
        if re.fullmatch(r"[A-Z]\.", chunk):
            out.append(chunk)
            continue
        for token in WHOLE.findall(chunk):
            out += pieces(token)
    return join_prefixes(out, sentence)


def join_prefixes(forms, sentence):
    """co - operation -> co-operation, where the text has it in one."""
    out, i = [], 0
    while i < len(forms):
        whole = "".join(forms[i:i + 3])
        if i + 2 < len(forms) and forms[i + 1] == "-" and forms[i].lower() in PREFIXES and whole in sentence:
            out.append(whole)
            i += 3
        else:
            out.append(forms[i])
            i += 1
    return out


def usable(forms):
    letters = sum(form[0].isalpha() for form in forms)
    return 3 <= len(forms) <= 70 and letters >= len(forms) / 2


def from_text(path, wanted):
    lines = list(open(path, encoding="utf-8"))
    random.shuffle(lines)
    count = 0
    for line in lines:
        for paragraph in paragraphs(json.loads(line)["text"]):
            for sentence in sentences(paragraph):
                forms = tokens(sentence)
                if usable(forms):
                    yield forms
                    count += len(forms)
        if wanted and count >= wanted:
            return


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", nargs="*", default=[])
    parser.add_argument("--tokens", nargs="*", default=[])
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    random.seed(1)
    with open(args.out, "w", encoding="utf-8") as out:
        for item in args.text:
            path, _, wanted = item.partition(":")
            for forms in from_text(path, int(wanted or 0)):
                out.write(json.dumps(dict(forms=forms), ensure_ascii=False) + "\n")
        for path in args.tokens:
            for line in open(path, encoding="utf-8"):
                forms = json.loads(line)["tokens"]
                if usable(forms):
                    out.write(json.dumps(dict(forms=forms), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
