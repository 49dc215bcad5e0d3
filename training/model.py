"""The student: rows of the tables in, scores of tags, heads and labels out.

word vector + hashed pieces -> dense -> two bidirectional LSTM layers -> three heads.
Sentences of a batch are padded at the end; the backward LSTM runs over each sentence reversed within its own length.
"""

import torch
from torch import nn

from features import HASH_ROWS, KINDS

DEFAULTS = dict(word=128, piece=40, input=192, hidden=160, arc=128, label=128, extra=0)


def shared_drop(x, rate, training):
    """Drops the same dimensions at every position of a sentence."""
    if not training or rate == 0:
        return x
    keep = torch.bernoulli(x.new_full((x.shape[0], 1, x.shape[2]), 1 - rate)) / (1 - rate)
    return x * keep


class TwoWay(nn.Module):
    """A forward and a backward LSTM, outputs side by side."""

    def __init__(self, width, hidden):
        super().__init__()
        self.forth = nn.LSTM(width, hidden, batch_first=True)
        self.back = nn.LSTM(width, hidden, batch_first=True)

    def forward(self, x, turn):
        """`turn` [B,T] is the position that each position swaps with when the sentence is reversed."""
        forth, _ = self.forth(x)
        back, _ = self.back(take(x, turn))
        return torch.cat([forth, take(back, turn)], dim=2)


def take(x, index):
    return x.gather(1, index.unsqueeze(2).expand(-1, -1, x.shape[2]))


class Student(nn.Module):
    def __init__(self, words, tags, labels, drop=0.3, sizes=None):
        super().__init__()
        self.sizes = sizes = {**DEFAULTS, **(sizes or {})}
        self.rate = drop
        self.word = nn.Embedding(words, sizes["word"], sparse=True)
        self.piece = nn.Embedding(HASH_ROWS, sizes["piece"], sparse=True)
        self.dense = nn.Linear(sizes["word"] + KINDS * sizes["piece"] + sizes["extra"], sizes["input"])
        hidden = sizes["hidden"]
        self.lstm1 = TwoWay(sizes["input"], hidden)
        self.lstm2 = TwoWay(2 * hidden, hidden)
        state = 2 * sizes["hidden"]
        self.tag = nn.Linear(state, tags)
        self.arc_dep = nn.Linear(state, sizes["arc"])
        self.arc_head = nn.Linear(state, sizes["arc"])
        self.arc_root = nn.Parameter(torch.randn(sizes["arc"]) * 0.1)
        self.arc_bilinear = nn.Linear(sizes["arc"], sizes["arc"])
        self.label_dep = nn.Linear(state, sizes["label"])
        self.label_head = nn.Linear(state, sizes["label"], bias=False)
        self.label_root = nn.Parameter(torch.randn(sizes["label"]) * 0.1)
        self.label = nn.Linear(sizes["label"], labels)
        self.start()

    def start(self):
        nn.init.normal_(self.word.weight, std=0.3)
        nn.init.normal_(self.piece.weight, std=0.15)
        nn.init.normal_(self.arc_bilinear.weight, std=0.02)
        for layer in (self.lstm1, self.lstm2):
            for name, value in layer.named_parameters():
                if "weight_hh" in name:
                    for gate in value.chunk(4):
                        nn.init.orthogonal_(gate)
                elif "bias_ih" in name:
                    value.data.zero_()
                    value.data[value.shape[0] // 4:value.shape[0] // 2] = 1.0
                elif "bias_hh" in name:
                    value.data.zero_()

    def embed(self, batch):
        own = [self.word(batch.words), self.piece(batch.pieces).flatten(2)]
        return torch.cat(own if batch.extra is None else own + [batch.extra], dim=2)

    def encode(self, batch):
        x, turn = self.embed(batch), batch.turn
        x = torch.relu(self.dense(shared_drop(x, self.rate / 2, self.training)))
        x = shared_drop(x, self.rate, self.training)
        x = shared_drop(self.lstm1(x, turn), self.rate, self.training)
        return shared_drop(self.lstm2(x, turn), self.rate, self.training)

    def forward(self, batch):
        """Tag scores [B,T,tags], arc scores [B,T,T+1] (0 = root), and the two sides of the label scorer."""
        state = self.encode(batch)
        drop = lambda x: shared_drop(x, self.rate / 2, self.training)
        dep, head = drop(torch.relu(self.arc_dep(state))), drop(torch.relu(self.arc_head(state)))
        root = self.arc_root.to(head.dtype).expand(head.shape[0], 1, -1)
        head = torch.cat([root, head], dim=1)
        arcs = self.arc_bilinear(dep) @ head.transpose(1, 2)
        label_head = self.label_head(state)
        label_root = self.label_root.to(label_head.dtype).expand(label_head.shape[0], 1, -1)
        sides = self.label_dep(state), torch.cat([label_root, label_head], dim=1)
        return self.tag(state), arcs, sides

    def label_scores(self, sides, heads):
        """Label scores [B,T,labels] for the given heads [B,T]."""
        dep, head = sides
        hidden = shared_drop(torch.relu(dep + take(head, heads)), self.rate / 2, self.training)
        return self.label(hidden)
