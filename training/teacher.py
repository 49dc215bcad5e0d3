"""The teacher: a larger student that also sees MiniLM's vector of each word; treebanks in, a checkpoint out.

    python teacher.py --train T.conllu.gz ... --dev ewt=D.conllu.gz ... --vocabulary vocab.txt --start gold.pt \
        --minilm DIR --out teacher.pt --minutes 20
"""

import numpy as np
import torch

import conllu
import contextual
import train
from batches import endless, gold_example
from features import Vocabulary
from model import Student

SIZES = dict(input=320, hidden=200, arc=200, label=160, extra=contextual.WIDTH)


def load(path, words):
    saved = torch.load(path)
    model = Student(words, len(saved["tags"]), len(saved["labels"]), 0, saved["sizes"])
    model.load_state_dict(saved["model"])
    return model.eval()


def run(args):
    sentences = conllu.read_shippable(args.train)
    tags, labels = train.lists_of(sentences)
    vocabulary = Vocabulary.load(args.vocabulary)
    held = {name: conllu.read(path) for name, path in (item.split("=", 1) for item in args.dev)}
    sentences = [s for s in sentences if len(s) <= 100]
    everything = sentences + [s for part in held.values() for s in part]
    examples = [gold_example(s, vocabulary, train.index_of(tags), train.index_of(labels)) for s in everything]
    for example, extra in zip(examples, contextual.vectors(args.minilm, [s.forms for s in everything])):
        example.extra = extra
    print("vectors of", sum(map(len, everything)), "words", flush=True)
    dev, at = {}, len(sentences)
    for name, part in held.items():
        dev[name] = part, examples[at:at + len(part)]
        at += len(part)
    model = Student(len(vocabulary), len(tags), len(labels), args.drop, SIZES)
    started = torch.load(args.start)["model"]
    model.word.weight.data.copy_(started["word.weight"])
    model.piece.weight.data.copy_(started["piece.weight"])
    checker = train.Checker(dev, tags, labels, args.out)
    gold = [(endless(examples[:len(sentences)], args.batch), 1.0)]
    train.train(model, gold, args, checker, lambda m: train.optimisers(m, args.rate))


def main():
    parser = train.arguments(__doc__)
    parser.add_argument("--minilm", required=True)
    parser.add_argument("--start", required=True, help="checkpoint of a student, whose tables are taken over")
    train.begin(run, parser.parse_args())


if __name__ == "__main__":
    main()
