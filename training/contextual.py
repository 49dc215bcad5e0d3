"""Tokenised sentences in, a vector of MiniLM for each word out (frozen: middle layers, first and last piece of the word)."""

import os

import numpy as np
import torch
import torch.multiprocessing as mp
from transformers import AutoModel, AutoTokenizer

LAYERS = (2, 3, 4)
WIDTH = 768
LONGEST_WORD = 6


class Contextual:
    def __init__(self, folder):
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.model = AutoModel.from_pretrained(folder, add_pooling_layer=False, num_hidden_layers=max(LAYERS)).eval()
        self.known = {}

    def pieces(self, form):
        if form not in self.known:
            ids = self.tokenizer(form, add_special_tokens=False)["input_ids"][:LONGEST_WORD]
            self.known[form] = ids or [self.tokenizer.unk_token_id]
        return self.known[form]

    def ids(self, forms):
        """Token ids of the sentence, and where each word begins and ends among them."""
        ids, first, last = [self.tokenizer.cls_token_id], [], []
        for form in forms:
            first.append(len(ids))
            ids += self.pieces(form)
            last.append(len(ids) - 1)
        return ids + [self.tokenizer.sep_token_id], first, last

    @torch.no_grad()
    def batch(self, sentences):
        found = [self.ids(forms) for forms in sentences]
        longest = max(len(ids) for ids, _, _ in found)
        tokens = torch.tensor([ids + [0] * (longest - len(ids)) for ids, _, _ in found])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.model(input_ids=tokens, attention_mask=(tokens != 0).long(), output_hidden_states=True).hidden_states
        mean = sum(hidden[layer].float() for layer in LAYERS) / len(LAYERS)
        return [torch.cat([mean[i, first], mean[i, last]], dim=1).half().numpy() for i, (_, first, last) in enumerate(found)]

    def vectors(self, sentences, words=2500):
        """An array [T, WIDTH] for each sentence."""
        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
        out, start = [None] * len(sentences), 0
        while start < len(order):
            end = start + 1
            while end < len(order) and len(sentences[order[end]]) * (end + 1 - start) <= words:
                end += 1
            for index, array in zip(order[start:end], self.batch([sentences[i] for i in order[start:end]])):
                out[index] = array
            start = end
        return out


def begin(folder):
    os.setsid()
    torch.set_num_threads(1)
    begin.contextual = Contextual(folder)


def part(sentences):
    return begin.contextual.vectors(sentences)


def vectors(folder, sentences, workers=2, block=2000):
    """`Contextual.vectors`, by several processes."""
    blocks = [sentences[i:i + block] for i in range(0, len(sentences), block)]
    with mp.get_context("fork").Pool(workers, begin, (folder,)) as pool:
        return [array for result in pool.imap(part, blocks) for array in result]
