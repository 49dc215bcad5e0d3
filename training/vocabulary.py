"""Treebanks, raw text and the word list of MiniLM in, vocab.txt and first word vectors (.npy) out.

A word's first vector is MiniLM's, run over the word alone: mean of its middle layers and pieces, reduced by PCA.

    python vocabulary.py --train T.conllu.gz ... --raw R.jsonl ... --minilm DIR --size 36000 --out OUT_DIR
"""

import argparse
import json
import pathlib
import re
from collections import Counter

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

import conllu
from features import Vocabulary, normalise


def gather(args, tokenizer):
    """All treebank words, then whole words of MiniLM's list and raw-text words by frequency."""
    sure = Counter(normalise(form) for s in conllu.read_shippable(args.train) for form in s.forms)
    raw = Counter()
    for path in args.raw:
        for line in open(path, encoding="utf-8"):
            item = json.loads(line)
            words = item["tokens"] if "tokens" in item else re.findall(r"[\w.-]*\w|[^\w\s]", item["text"])
            raw.update(map(normalise, words))
    for word in tokenizer.get_vocab():
        if re.fullmatch(r"[a-z]{2,}", word):
            raw[word] += 60
    words = [word for word, count in sure.most_common() if count > 1]
    kept = set(words)
    rest = raw + sure
    words += [word for word, _ in rest.most_common() if word not in kept][:args.size - len(words)]
    return Vocabulary(words)


@torch.no_grad()
def vectors(words, tokenizer, model, width, layers=(2, 3, 4)):
    rows = []
    for start in range(0, len(words), 512):
        batch = tokenizer(words[start:start + 512], padding=True, return_tensors="pt", return_special_tokens_mask=True)
        inside = (1 - batch.pop("special_tokens_mask"))[..., None].float()
        hidden = model(**batch, output_hidden_states=True).hidden_states
        mean = torch.stack([hidden[layer] for layer in layers]).mean(0)
        rows.append((mean * inside).sum(1) / inside.sum(1).clamp(min=1))
    return reduce(torch.cat(rows).numpy(), width)


def reduce(matrix, width):
    """PCA to `width` dimensions, scaled to a standard deviation of 0.3; row 0 (unknown) is the mean."""
    matrix = matrix - matrix.mean(0)
    _, _, directions = np.linalg.svd(matrix[::4], full_matrices=False)
    small = matrix @ directions[:width].T
    small *= 0.3 / small.std()
    small = np.clip(small, -1.5, 1.5)
    return np.vstack([np.zeros((1, width)), small]).astype(np.float32)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", nargs="+", required=True)
    parser.add_argument("--raw", nargs="*", default=[])
    parser.add_argument("--minilm", required=True)
    parser.add_argument("--size", type=int, default=36000)
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    tokenizer, model = AutoTokenizer.from_pretrained(args.minilm), AutoModel.from_pretrained(args.minilm)
    vocabulary = gather(args, tokenizer)
    out = pathlib.Path(args.out)
    vocabulary.save(out / "vocab.txt")
    np.save(out / "vectors.npy", vectors(vocabulary.words, tokenizer, model, args.width))
    print(len(vocabulary), "rows")


if __name__ == "__main__":
    main()
