"""A checkpoint of the student in, the weights folder and the parity sentences out.

    python export.py --checkpoint student.pt --vocabulary vocab.txt --lemmas lemmas.tsv --calibrate T.conllu.gz \
        --sentences parity_sentences.txt --weights DIR --parity parity.jsonl [--dev ewt=D.conllu.gz ...]
"""

import argparse
import json
import pathlib
import shutil

import numpy as np
import torch
from safetensors.numpy import save_file

import conllu
from batches import collate, gold_example
from evaluate import score
from features import Vocabulary, hash_rows, normalise, shape
from model import Student
from quantised import ARC_LIMIT, LIMIT, STATE, Reference, tensors_of
from train import index_of

ROOM = 1.2
SAMPLES = ["Treaties", "McDonald’s", "2,000", "«", "a", "Türkiye", "—", "I", "ÉLYSÉE", "co-operation"]


@torch.no_grad()
def calibrate(model, examples):
    """The largest activation of each kind on some sentences, turned into multipliers."""
    peaks = dict.fromkeys(("embed", "dense", "arc_dep", "arc_left", "arc_right", "label"), 0.0)
    model.eval()
    for example in examples:
        b = collate([example])
        embed = model.embed(b)
        state = model.encode(b)
        dep = torch.relu(model.arc_dep(state))
        right = torch.cat([torch.relu(model.arc_head(state)), model.arc_root.expand(1, 1, -1)], dim=1)
        _, _, sides = model(b)
        label = torch.relu(sides[0].unsqueeze(2) + sides[1].unsqueeze(1))
        values = dict(embed=embed, dense=torch.relu(model.dense(embed)), arc_dep=dep,
                      arc_left=model.arc_bilinear(dep), arc_right=right, label=label)
        for name, value in values.items():
            peaks[name] = max(peaks[name], value.abs().max().item())
    limit = lambda name: ARC_LIMIT if name in ("arc_left", "arc_right") else LIMIT
    multipliers = {name: float(np.float32(limit(name) / (ROOM * peak))) for name, peak in peaks.items()}
    return {**multipliers, "state": STATE}


def load(path, words):
    saved = torch.load(path)
    model = Student(words, len(saved["tags"]), len(saved["labels"]), 0, saved["sizes"])
    model.load_state_dict(saved["model"])
    return model, saved["tags"], saved["labels"]


def write_weights(args, folder):
    vocabulary = Vocabulary.load(args.vocabulary)
    model, tags, labels = load(args.checkpoint, len(vocabulary))
    sentences = conllu.read_shippable([args.calibrate])[::100]
    examples = [gold_example(s, vocabulary, index_of(tags), index_of(labels)) for s in sentences if len(s) < 80]
    state = {name: value.numpy() for name, value in model.state_dict().items()}
    save_file(tensors_of(state, calibrate(model, examples)), folder / "model.safetensors", {"format": "casus-syntax-1"})
    (folder / "model.safetensors").chmod(0o644)
    (folder / "tags.txt").write_text("".join(tag + "\n" for tag in tags))
    (folder / "labels.txt").write_text("".join(label + "\n" for label in labels))
    shutil.copyfile(args.vocabulary, folder / "vocab.txt")
    shutil.copyfile(args.lemmas, folder / "lemmas.tsv")


def parity_lines(reference, sentences):
    features = [dict(form=f, norm=normalise(f), shape=shape(f), word=reference.vocabulary.row(f), pieces=list(hash_rows(f)))
                for f in SAMPLES]
    yield dict(features=features)
    exact = lambda row: [float(x) for x in row]
    for forms in sentences:
        tag_scores, arcs, _, label_scores = reference.raw(forms)
        tags, heads, labels, lemmas = reference.parse(forms)
        yield dict(forms=forms, tags=tags, heads=heads, labels=labels, lemmas=lemmas, tag_scores=exact(tag_scores[0]),
                   arc_scores=exact(arcs[0]), label_scores=exact(label_scores[0]))


def dev_scores(reference, sentences):
    """As evaluate.score, with the share of right lemmas, for the quantised network."""
    results, right, words = [], 0, 0
    for s in sentences:
        tag_scores, _, heads, label_scores = reference.raw(s.forms)
        tags = tag_scores.argmax(axis=1)
        results.append((tags, heads, reference.choose_labels(label_scores, heads)))
        words += len(s)
        for form, tag, lemma in zip(s.forms, tags, s.lemmas):
            right += lemma in ("_", reference.lemmatiser.lemma(form, reference.tags[tag]))
    return {**score(results, sentences, reference.tags, reference.labels), "lemma": round(right / words, 4)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("checkpoint", "vocabulary", "lemmas", "calibrate", "sentences", "weights", "parity"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--dev", nargs="*", default=[])
    args = parser.parse_args()
    folder = pathlib.Path(args.weights)
    write_weights(args, folder)
    reference = Reference(folder)
    sentences = [line.split() for line in open(args.sentences, encoding="utf-8")]
    with open(args.parity, "w", encoding="utf-8") as out:
        for line in parity_lines(reference, sentences):
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    for item in args.dev:
        name, path = item.split("=", 1)
        held = conllu.read(path)
        print(name, dev_scores(reference, held))
        news = [s for s in held if s.doc.startswith("GUM_news")]
        if news:
            print(name, "news", dev_scores(reference, news))


if __name__ == "__main__":
    main()
