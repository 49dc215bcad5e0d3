"""Treebanks (and text labelled by the teacher, if given) in, a checkpoint of the student out.

    python train.py --train T.conllu.gz ... --dev ewt=D.conllu.gz gum=... --vectors V.npz --out student.pt
"""

import argparse
import math
import os
import random
import time

import numpy as np
import torch
import torch.multiprocessing as mp
import torch.nn.functional as F

import conllu
from batches import endless, gold_example
from evaluate import predict, score
from features import Vocabulary
from model import Student


def soft_loss(scores, target, mask):
    """Cross-entropy with the K best choices of the target, mean over the words."""
    ids, probability = target
    log = F.log_softmax(scores.float(), dim=2).gather(2, ids.long())
    return -(log * probability).sum(2)[mask].mean()


def loss_of(model, batch):
    tags, arcs, sides = model(batch)
    length = batch.mask.shape[1]
    blocked = torch.cat([batch.mask.new_zeros(len(batch.mask), 1), ~batch.mask], dim=1)[:, None]
    own = F.pad(torch.eye(length, dtype=torch.bool), (1, 0))[None]
    arcs = arcs.float().masked_fill(blocked | own, -1e4)
    label = model.label_scores(sides, batch.heads)
    return (soft_loss(tags, batch.targets["tag"], batch.mask) + soft_loss(arcs, batch.targets["arc"], batch.mask)
            + soft_loss(label, batch.targets["label"], batch.mask))


def hide_words(batch, rate):
    """Replaces some words by the unknown word, so that it learns to stand for any."""
    hidden = torch.rand(batch.words.shape) < rate
    batch.words = batch.words.masked_fill(hidden, 0)


def optimisers(model, rate):
    tables = [model.word.weight, model.piece.weight]
    rest = [p for p in model.parameters() if all(p is not table for table in tables)]
    return [torch.optim.SparseAdam(tables, lr=rate, betas=(0.9, 0.95)),
            torch.optim.AdamW(rest, lr=rate, betas=(0.9, 0.95), weight_decay=0.01)]


def pace(step, progress, warm=200):
    """Share of the full learning rate: a short rise, then half a cosine down to nothing."""
    return min(1, (step + 1) / warm) * 0.5 * (1 + math.cos(math.pi * min(progress, 1)))


def train(model, streams, args, check, make_optimisers):
    """Trains until the time or the steps are over; `check` is called now and then.

    `streams`: (batches, share) pairs; one is drawn from at each step. With several workers, each is a process of one
    thread on the same parameters, without locks: on a busy machine that is faster than threads that wait for each other.
    """
    model.share_memory()
    others = [mp.Process(target=work, args=(rank, model, streams, args, None, make_optimisers)) for rank in range(1, args.workers)]
    for process in others:
        process.start()
    work(0, model, streams, args, check, make_optimisers)
    for process in others:
        process.join()
    check(model)


def work(rank, model, streams, args, check, make_optimisers):
    if rank:
        os.setsid()
    random.seed(args.seed + 1000 * rank)
    torch.manual_seed(args.seed + 1000 * rank)
    optimisers = make_optimisers(model)
    full = [[group["lr"] for group in one.param_groups] for one in optimisers]
    start, seen, step, progress = time.time(), 0, 0, 0.0
    while progress < 1:
        model.train()
        batch = next(random.choices([s for s, _ in streams], [share for _, share in streams])[0])
        hide_words(batch, args.hide)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.bf16):
            loss = loss_of(model, batch)
        update(model, loss, optimisers)
        step, seen = step + 1, seen + int(batch.mask.sum())
        progress = (time.time() - start) / (60 * args.minutes) if args.minutes else step / args.steps
        for one, rates in zip(optimisers, full):
            for group, rate in zip(one.param_groups, rates):
                group["lr"] = rate * pace(step, progress)
        if check and step % args.every == 0:
            print(f"step {step} progress {progress:.3f} loss {loss.item():.3f} words/s {seen / (time.time() - start):.0f}", flush=True)
            if step % (args.every * args.patience) == 0:
                check(model)


def update(model, loss, optimisers):
    for one in optimisers:
        one.zero_grad(set_to_none=True)
    loss.backward()
    dense = [p for p in model.parameters() if p.grad is not None and not p.grad.is_sparse]
    torch.nn.utils.clip_grad_norm_(dense, 2.0)
    for one in optimisers:
        one.step()


def lists_of(sentences):
    """The tags and labels to choose from: all that occur twice; rare ones fall to the commonest of their first part."""
    counted = {}
    for name in ("tags", "rels"):
        counts = {}
        for sentence in sentences:
            for value in getattr(sentence, name):
                counts[value] = counts.get(value, 0) + 1
        counted[name] = sorted((v for v, c in counts.items() if c > 1), key=lambda v: (-counts[v], v))
    return counted["tags"], counted["rels"]


def index_of(names):
    """name -> id; unknown names go to the first with the same part before '|' or ':'."""
    table = {name: i for i, name in enumerate(names)}

    class Index(dict):
        def __missing__(self, name):
            cut = "|" if "|" in name else ":"
            first = name.split(cut)[0]
            return next((i for other, i in table.items() if other.split(cut)[0] == first), 0)
    return Index(table)


class Checker:
    """Scores the dev parts and keeps the best checkpoint by the LAS of the first."""

    def __init__(self, dev, tags, labels, out):
        self.dev, self.tags, self.labels, self.out, self.best = dev, tags, labels, out, 0

    def __call__(self, model):
        first = None
        for name, (sentences, examples) in self.dev.items():
            figures = score(predict(model, examples), sentences, self.tags, self.labels)
            print("  ", name, figures, flush=True)
            first = first if first is not None else figures["las"]
        if first is None or first >= self.best:
            self.best = first or 0
            torch.save(dict(model=model.state_dict(), tags=self.tags, labels=self.labels, sizes=model.sizes), self.out)


def arguments(text):
    """What student and teacher have in common."""
    parser = argparse.ArgumentParser(description=text, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", nargs="+", required=True)
    parser.add_argument("--dev", nargs="+", default=[])
    parser.add_argument("--vocabulary", required=True)
    parser.add_argument("--vectors", help="npy file, a row for each row of the word table")
    parser.add_argument("--out", required=True)
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--minutes", type=float, default=0, help="train for this long instead of for --steps")
    parser.add_argument("--every", type=int, default=100)
    parser.add_argument("--batch", type=int, default=1500)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--drop", type=float, default=0.3)
    parser.add_argument("--hide", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bf16", action="store_true")
    parser.add_argument("--patience", type=int, default=4, help="score dev after so many reports")
    parser.add_argument("--workers", type=int, default=2, help="processes of one thread each")
    return parser


def run(args):
    sentences = conllu.read_shippable(args.train)
    tags, labels = lists_of(sentences)
    vocabulary = Vocabulary.load(args.vocabulary)
    to_example = lambda s: gold_example(s, vocabulary, index_of(tags), index_of(labels))
    gold = [to_example(s) for s in sentences if len(s) <= 120]
    dev = {}
    for item in args.dev:
        name, path = item.split("=", 1)
        held = conllu.read(path)
        dev[name] = held, [to_example(s) for s in held]
    model = Student(len(vocabulary), len(tags), len(labels), args.drop, dict(hidden=args.hidden))
    if args.vectors:
        model.word.weight.data.copy_(torch.from_numpy(np.load(args.vectors)))
    if args.start:
        model.load_state_dict(torch.load(args.start)["model"])
    streams = [(endless(gold, args.batch), 1.0)]
    if args.labelled:
        from label import load_examples
        streams = [(endless(gold, args.batch), 1 - args.share),
                   (endless(load_examples(args.labelled, vocabulary), args.batch), args.share)]
    print(f"{len(gold)} sentences, {sum(map(len, gold))} words, {len(tags)} tags, {len(labels)} labels", flush=True)
    train(model, streams, args, Checker(dev, tags, labels, args.out), lambda m: optimisers(m, args.rate))


def main():
    parser = arguments(__doc__)
    parser.add_argument("--labelled", nargs="*", default=[], help="npz files made by label.py")
    parser.add_argument("--share", type=float, default=0.67, help="share of batches drawn from --labelled")
    parser.add_argument("--start", help="checkpoint to go on from")
    parser.add_argument("--hidden", type=int, default=160)
    begin(run, parser.parse_args())


def begin(run, args):
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    torch.set_num_threads(1)
    mp.set_start_method("fork")
    run(args)


if __name__ == "__main__":
    main()
