"""A network and gold sentences in, the share of right tags, heads and labels out (gold tokens).

LAS and CLAS-like counts follow the CoNLL 2018 measure: relation subtypes are ignored; `full` also counts them.
"""

import numpy as np
import torch

import tree
from batches import collate


@torch.no_grad()
def predict(model, examples, words=4000):
    """Per example: tag ids, heads and label ids. Works for every model with the student's interface."""
    model.eval()
    order = sorted(range(len(examples)), key=lambda i: len(examples[i]))
    results, start = [None] * len(examples), 0
    while start < len(order):
        end = start + 1
        while end < len(order) and len(examples[order[end]]) * (end + 1 - start) <= words:
            end += 1
        chosen = order[start:end]
        for index, result in zip(chosen, predict_batch(model, [examples[i] for i in chosen])):
            results[index] = result
        start = end
    return results


def predict_batch(model, examples):
    batch = collate(examples)
    tags, arcs, sides = model(batch)
    tags, arcs = tags.argmax(2).numpy(), arcs.float().numpy()
    heads = np.zeros(tags.shape, dtype=np.int64)
    for i, example in enumerate(examples):
        n = len(example)
        heads[i, :n] = tree.decode(arcs[i, :n, :n + 1])
    labels = model.label_scores(sides, torch.from_numpy(heads)).argmax(2).numpy()
    return [(tags[i, :len(e)], heads[i, :len(e)], labels[i, :len(e)]) for i, e in enumerate(examples)]


def score(results, sentences, tags, labels):
    """Shares of words: upos, xpos, uas, las, full (las with subtypes)."""
    counts = dict(upos=0, xpos=0, uas=0, las=0, full=0)
    words = 0
    for (tag_ids, heads, label_ids), gold in zip(results, sentences):
        words += len(gold)
        for i in range(len(gold)):
            upos, xpos = tags[tag_ids[i]].split("|")
            gold_upos, gold_xpos = gold.tags[i].split("|")
            attached, label = heads[i] == gold.heads[i], labels[label_ids[i]]
            counts["upos"] += upos == gold_upos
            counts["xpos"] += xpos == gold_xpos
            counts["uas"] += attached
            counts["las"] += attached and label.split(":")[0] == gold.rels[i].split(":")[0]
            counts["full"] += attached and label == gold.rels[i]
    return {name: round(float(count) / words, 4) for name, count in counts.items()}
