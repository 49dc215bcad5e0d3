"""The teacher: MiniLM, fine-tuned, whose states join the student's own input; treebanks in, a checkpoint out.

    python teacher.py --train T.conllu.gz ... --dev ewt=D.conllu.gz ... --vocabulary vocab.txt --vectors vectors.npy \
        --minilm DIR --out teacher.pt --minutes 40
"""

import random

import numpy as np
import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

import conllu
import train
from batches import endless, gold_example
from features import Vocabulary
from model import Student

SIZES = dict(word=128, piece=40, input=320, hidden=200, arc=200, label=160)
LAYERS = 5  # of MiniLM that are used: the last serves sentence similarity, not syntax
LONGEST_WORD = 6


class Subwords:
    """Forms in, MiniLM's token ids and the place of each word's first and last out."""

    def __init__(self, folder):
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.start, self.end = self.tokenizer.cls_token_id, self.tokenizer.sep_token_id
        self.known = {}

    def of_form(self, form):
        if form not in self.known:
            ids = self.tokenizer(form, add_special_tokens=False)["input_ids"][:LONGEST_WORD]
            self.known[form] = ids or [self.tokenizer.unk_token_id]
        return self.known[form]

    def __call__(self, forms):
        ids, first, last = [self.start], [], []
        for form in forms:
            first.append(len(ids))
            ids += self.of_form(form)
            last.append(len(ids) - 1)
        return tuple(np.array(part, dtype=np.int32) for part in (ids + [self.end], first, last))


class Teacher(Student):
    def __init__(self, folder, words, tags, labels, drop):
        bert = AutoModel.from_pretrained(folder, add_pooling_layer=False, num_hidden_layers=LAYERS)
        super().__init__(words, tags, labels, drop, {**SIZES, "extra": 2 * bert.config.hidden_size})
        self.bert = bert
        self.mix = nn.Parameter(torch.zeros(bert.config.num_hidden_layers))

    def embed(self, batch):
        ids, first, last = batch.subwords
        hidden = self.bert(input_ids=ids, attention_mask=(ids != 0).long(), output_hidden_states=True).hidden_states[1:]
        weights = torch.softmax(self.mix, dim=0)
        mixed = sum(weight * layer for weight, layer in zip(weights, hidden))
        pick = lambda index: mixed.gather(1, index.unsqueeze(2).expand(-1, -1, mixed.shape[2]))
        return torch.cat([super().embed(batch), pick(first).float(), pick(last).float()], dim=2)


def optimisers(model, rate, slow):
    tables = [model.word.weight, model.piece.weight]
    bert = [p for n, p in model.bert.named_parameters() if "embeddings" not in n]
    for parameter in model.bert.embeddings.parameters():
        parameter.requires_grad = False
    taken = {id(p) for p in tables + list(model.bert.parameters())}
    rest = [p for p in model.parameters() if id(p) not in taken]
    return [torch.optim.SparseAdam(tables, lr=rate, betas=(0.9, 0.95)),
            torch.optim.AdamW(rest, lr=rate, betas=(0.9, 0.95), weight_decay=0.01),
            torch.optim.AdamW(bert, lr=slow, betas=(0.9, 0.99), weight_decay=0.01)]


def load(path, folder, words):
    saved = torch.load(path)
    model = Teacher(folder, words, len(saved["tags"]), len(saved["labels"]), 0)
    model.load_state_dict(saved["model"])
    return model.eval(), saved["tags"], saved["labels"]


def run(args):
    sentences = conllu.read_shippable(args.train)
    tags, labels = train.lists_of(sentences)
    vocabulary, subwords = Vocabulary.load(args.vocabulary), Subwords(args.minilm)

    def to_example(sentence):
        example = gold_example(sentence, vocabulary, train.index_of(tags), train.index_of(labels))
        example.subwords = subwords(sentence.forms)
        return example

    gold = [to_example(s) for s in sentences if len(s) <= 100]
    dev = {}
    for item in args.dev:
        name, path = item.split("=", 1)
        held = conllu.read(path)
        dev[name] = held, [to_example(s) for s in held]
    model = Teacher(args.minilm, len(vocabulary), len(tags), len(labels), args.drop)
    model.word.weight.data.copy_(torch.from_numpy(np.load(args.vectors)))
    if args.start:
        started = torch.load(args.start)["model"]
        model.word.weight.data.copy_(started["word.weight"])
        model.piece.weight.data.copy_(started["piece.weight"])
    checker = train.Checker(dev, tags, labels, args.out)
    train.train(model, [(endless(gold, args.batch), 1.0)], args, checker, lambda m: optimisers(m, args.rate, args.slow))


def main():
    parser = train.arguments(__doc__)
    parser.add_argument("--minilm", required=True)
    parser.add_argument("--start", help="checkpoint of a student, whose tables are taken over")
    parser.add_argument("--slow", type=float, default=1.5e-4, help="learning rate of MiniLM's own layers")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    torch.set_num_threads(1)
    train.mp.set_start_method("fork")
    run(args)


if __name__ == "__main__":
    main()
