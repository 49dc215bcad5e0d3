"""Tokenised sentences in, the teacher's opinion of them out (.npz), to train the student on.

    python label.py --teacher teacher.pt --minilm DIR --vocabulary vocab.txt --sentences S.jsonl --out labelled.npz

Kept per word: the K likeliest tags, heads, and labels at the head of the decoded tree, each with its probability.
"""

import argparse
import json
import time

import numpy as np
import torch

import contextual
import teacher
import tree
from batches import K, Example, certain, collate, inputs
from features import Vocabulary

NAMES = ("tag", "arc", "label")


def likeliest(scores):
    """The K best ids and their probabilities, made to sum to one."""
    p, ids = torch.softmax(scores.float(), dim=-1).topk(min(K, scores.shape[-1]), dim=-1)
    p = p / p.sum(-1, keepdim=True)
    missing = K - p.shape[-1]
    pad = lambda x: torch.nn.functional.pad(x, (0, missing))
    return pad(ids).numpy().astype(np.int16), pad(p).numpy().astype(np.float16)


def plain_example(forms, vocabulary, extra):
    nothing = np.zeros(len(forms), dtype=np.int32)
    return Example(*inputs(forms, vocabulary), nothing, dict.fromkeys(NAMES, certain(nothing)), extra)


@torch.no_grad()
def label_batch(model, examples, bf16):
    batch = collate(examples)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        tags, arcs, sides = model(batch)
    length = batch.mask.shape[1]
    blocked = torch.cat([batch.mask.new_zeros(len(batch.mask), 1), ~batch.mask], dim=1)[:, None]
    own = torch.nn.functional.pad(torch.eye(length, dtype=torch.bool), (1, 0))[None]
    arcs = arcs.float().masked_fill(blocked | own, -1e4)
    heads = torch.zeros(batch.words.shape, dtype=torch.long)
    for i, example in enumerate(examples):
        n = len(example)
        heads[i, :n] = torch.tensor(tree.decode(arcs[i, :n, :n + 1].numpy()))
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        labels = model.label_scores(sides, heads)
    found = [likeliest(scores) for scores in (tags, arcs, labels)]
    for i, example in enumerate(examples):
        n = len(example)
        yield heads[i, :n].numpy().astype(np.int16), [(ids[i, :n], p[i, :n]) for ids, p in found]


def label(model, sentences, vocabulary, minilm, args):
    """Sentences are labelled in order of length within large blocks; results come in that order, with their forms."""
    start, words = time.time(), 0
    for block in range(0, len(sentences), 4000):
        part = sorted(sentences[block:block + 4000], key=len)
        examples = [(f, plain_example(f, vocabulary, extra)) for f, extra in zip(part, minilm.vectors(part))]
        first = 0
        while first < len(examples):
            last = first
            while last < len(examples) and len(examples[last][0]) * (last + 1 - first) <= args.batch:
                last += 1
            last = max(last, first + 1)
            chosen = examples[first:last]
            for (forms, _), result in zip(chosen, label_batch(model, [e for _, e in chosen], args.bf16)):
                words += len(forms)
                yield forms, result
            first = last
        print(f"{words} words, {words / (time.time() - start):.0f} a second", flush=True)


def save(path, results):
    forms, heads, targets = [], [], {name: ([], []) for name in NAMES}
    for sentence, (head, found) in results:
        forms.append(sentence)
        heads.append(head)
        for name, pair in zip(NAMES, found):
            for store, part in zip(targets[name], pair):
                store.append(part)
    arrays = {f"{name}_{kind}": np.concatenate(targets[name][i]) for name in NAMES for i, kind in enumerate(("ids", "p"))}
    text = np.frombuffer("\n".join("\t".join(f) for f in forms).encode(), dtype=np.uint8)
    np.savez(path, forms=text, heads=np.concatenate(heads), **arrays)


def load_examples(paths, vocabulary):
    """What `save` wrote, as training examples."""
    examples = []
    for path in paths:
        data = {name: array for name, array in np.load(path).items()}
        at = 0
        for line in data["forms"].tobytes().decode().split("\n"):
            forms = line.split("\t")
            part = slice(at, at + len(forms))
            at += len(forms)
            targets = {n: (data[n + "_ids"][part].astype(np.int32), data[n + "_p"][part].astype(np.float32)) for n in NAMES}
            ids = targets["arc"][0]
            ids[ids > len(forms)] = 0  # padding that a short sentence's batch let in, with probability 0
            examples.append(Example(*inputs(forms, vocabulary), data["heads"][part].astype(np.int32), targets))
    return examples


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("teacher", "minilm", "vocabulary", "sentences", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--batch", type=int, default=3000)
    parser.add_argument("--bf16", action="store_true")
    parser.add_argument("--part", default="0/1", help="which part of how many, to run several side by side")
    args = parser.parse_args()
    torch.set_num_threads(1)
    vocabulary, minilm = Vocabulary.load(args.vocabulary), contextual.Contextual(args.minilm)
    model = teacher.load(args.teacher, len(vocabulary))
    part, parts = map(int, args.part.split("/"))
    sentences = [json.loads(line)["forms"] for line in open(args.sentences, encoding="utf-8")][part::parts]
    save(args.out, label(model, sentences, vocabulary, minilm, args))


if __name__ == "__main__":
    main()
