"""Treebank sentences in, varied copies of them out (JSON lines of {"forms": [...]}), for the teacher to label.

    python augment.py --train T.conllu.gz ... --vocabulary vocab.txt --vectors vectors.npy --copies 3 --out varied.jsonl

Words of open classes are now and then replaced by a near word that bears the same tag somewhere in the treebanks;
some copies lose their capitals or their last stop, as posts and headlines do.
"""

import argparse
import json
import random
from collections import defaultdict

import numpy as np

import conllu
from features import Vocabulary
from lemmas import case_of

OPEN = {"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"}
NEAR = 12


def neighbours(sentences, vocabulary, vectors):
    """(tag, case) -> form -> nearest forms of that kind."""
    forms = defaultdict(set)
    for sentence in sentences:
        for form, tag in zip(sentence.forms, sentence.tags):
            if tag.split("|")[0] in OPEN and vocabulary.row(form):
                forms[tag, case_of(form)].add(form)
    near = {}
    for tag, members in forms.items():
        members = sorted(members)
        matrix = vectors[[vocabulary.row(form) for form in members]]
        matrix = matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-6)
        best = [np.argsort(-(matrix[i:i + 500] @ matrix.T), axis=1)[:, :NEAR] for i in range(0, len(members), 500)]
        near[tag] = {form: [members[j] for j in row] for form, row in zip(members, np.vstack(best))}
    return near


def vary(sentence, near):
    rate = random.choice([0.15, 0.3, 0.45])
    forms = []
    for form, tag in zip(sentence.forms, sentence.tags):
        choices = near.get((tag, case_of(form)), {}).get(form)
        forms.append(random.choice(choices) if choices and random.random() < rate else form)
    style = random.random()
    if style < 0.05:
        forms = [form.lower() for form in forms]
    elif style < 0.07:
        forms = [form.upper() for form in forms]
    elif style < 0.12:
        forms = [form[:1].upper() + form[1:] for form in forms]
    if random.random() < 0.08 and len(forms) > 3 and forms[-1] in ".!?":
        forms = forms[:-1]
    return forms


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", nargs="+", required=True)
    for name in ("vocabulary", "vectors", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--copies", type=int, default=3)
    args = parser.parse_args()
    random.seed(1)
    sentences = conllu.read_shippable(args.train)
    near = neighbours(sentences, Vocabulary.load(args.vocabulary), np.load(args.vectors))
    with open(args.out, "w", encoding="utf-8") as out:
        for _ in range(args.copies):
            for sentence in sentences:
                if 2 <= len(sentence) <= 80:
                    out.write(json.dumps(dict(forms=vary(sentence, near)), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
