"""Sentences in, padded batches of tensors out.

An Example keeps its targets as the K best choices with their probabilities (gold: one choice with probability 1),
so that gold sentences and those labelled by the teacher train in the same way.
"""

import random
from dataclasses import dataclass

import numpy as np
import torch

from features import hash_rows

K = 4


@dataclass
class Example:
    words: np.ndarray     # [T] rows of the word table
    pieces: np.ndarray    # [T, KINDS] rows of the hash table
    heads: np.ndarray     # [T] the head that the label is judged at
    targets: dict         # "tag", "arc", "label" -> (ids [T, K], probabilities [T, K])
    extra: np.ndarray = None  # for the teacher: [T, WIDTH] MiniLM's vectors

    def __len__(self):
        return len(self.words)


@dataclass
class Batch:
    words: torch.Tensor
    pieces: torch.Tensor
    turn: torch.Tensor
    mask: torch.Tensor
    heads: torch.Tensor
    targets: dict
    extra: torch.Tensor = None


def inputs(forms, vocabulary):
    words = np.array([vocabulary.row(form) for form in forms], dtype=np.int32)
    return words, np.array([hash_rows(form) for form in forms], dtype=np.int32)


def certain(ids):
    """Targets for choices that are sure."""
    wide = np.zeros((len(ids), K), dtype=np.int32)
    wide[:, 0] = ids
    probability = np.zeros((len(ids), K), dtype=np.float32)
    probability[:, 0] = 1
    return wide, probability


def gold_example(sentence, vocabulary, tags, labels):
    words, pieces = inputs(sentence.forms, vocabulary)
    heads = np.array(sentence.heads, dtype=np.int32)
    targets = {
        "tag": certain([tags[tag] for tag in sentence.tags]),
        "arc": certain(heads),
        "label": certain([labels[rel] for rel in sentence.rels]),
    }
    return Example(words, pieces, heads, targets)


def pad(arrays, length):
    out = np.zeros((len(arrays), length) + arrays[0].shape[1:], dtype=arrays[0].dtype)
    for row, array in zip(out, arrays):
        row[:len(array)] = array
    return torch.from_numpy(out)


def turns(lengths, longest):
    positions = np.tile(np.arange(longest), (len(lengths), 1))
    ends = np.array(lengths)[:, None]
    return torch.from_numpy(np.where(positions < ends, ends - 1 - positions, positions))


def collate(examples):
    lengths = [len(example) for example in examples]
    longest = max(lengths)
    targets = {
        name: tuple(pad([e.targets[name][part] for e in examples], longest) for part in (0, 1))
        for name in ("tag", "arc", "label")
    }
    mask = torch.arange(longest)[None] < torch.tensor(lengths)[:, None]
    extra = None if examples[0].extra is None else pad([e.extra for e in examples], longest).float()
    return Batch(pad([e.words for e in examples], longest).long(), pad([e.pieces for e in examples], longest).long(),
                 turns(lengths, longest), mask, pad([e.heads for e in examples], longest).long(), targets, extra)


def cut(examples, words, rng=random):
    """Lists of examples of like length, each of about `words` words with padding, in random order."""
    order = list(examples)
    rng.shuffle(order)
    batches = []
    for start in range(0, len(order), 3000):
        part = sorted(order[start:start + 3000], key=len)
        current = []
        for example in part:
            if current and len(example) * (len(current) + 1) > words:
                batches.append(current)
                current = []
            current.append(example)
        batches.append(current)
    rng.shuffle(batches)
    return batches


def endless(examples, words):
    while True:
        for batch in cut(examples, words):
            yield collate(batch)
