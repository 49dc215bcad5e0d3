"""The network in 8-bit weights: the tensors of a trained Student in, the reference's exact output out.

`tensors_of` makes what model.safetensors holds; `Reference` reads the weights folder and parses with numpy
as FORMAT.md prescribes, bit for bit.
"""

import pathlib

import numpy as np
from safetensors.numpy import load_file

import tree
from features import Vocabulary, hash_rows
from lemmas import Lemmatiser

# States fit 8 bits, for which processors multiply twice as fast; the trees lose nothing by it.
LIMIT, ARC_LIMIT, STATE = 16383, 4095, 127.0
f32 = np.float32


def rows_to_int8(matrix):
    """int8 rows and the f32 step of each."""
    matrix = matrix.astype(f32)
    step = np.maximum(np.abs(matrix).max(axis=1), 1e-8).astype(f32) / f32(127)
    return np.clip(np.rint(matrix / step[:, None]), -127, 127).astype(np.int8), step


def put(out, name, weight, multiplier, bias=None):
    quantised, step = rows_to_int8(weight)
    out[name + ".q"], out[name + ".s"] = quantised, (step / f32(multiplier)).astype(f32)
    if bias is not None:
        out[name + ".b"] = bias.astype(f32)


def tensors_of(state, multipliers):
    """`state`: name -> numpy array of the Student; `multipliers`: as `calibrate` gives them."""
    out = {}
    for table in ("word", "piece"):
        out[table + ".q"], out[table + ".s"] = rows_to_int8(state[table + ".weight"])
    put(out, "dense", state["dense.weight"], multipliers["embed"], state["dense.bias"])
    for layer, multiplier in (("lstm1", multipliers["dense"]), ("lstm2", STATE)):
        for way in ("forth", "back"):
            part = lambda name: state[f"{layer}.{way}.{name}_l0"]
            put(out, f"{layer}.{way}.x", part("weight_ih"), multiplier, part("bias_ih") + part("bias_hh"))
            put(out, f"{layer}.{way}.h", part("weight_hh"), STATE)
    for name in ("tag", "arc_dep", "arc_head", "label_dep"):
        put(out, name, state[name + ".weight"], STATE, state[name + ".bias"])
    put(out, "label_head", state["label_head.weight"], STATE)
    put(out, "arc_bilinear", state["arc_bilinear.weight"], multipliers["arc_dep"], state["arc_bilinear.bias"])
    put(out, "label", state["label.weight"], multipliers["label"], state["label.bias"])
    out["arc_root"], out["label_root"] = state["arc_root"].astype(f32), state["label_root"].astype(f32)
    for name, value in multipliers.items():
        out["mul." + name] = np.array([value], dtype=f32)
    out["arc.s"] = np.array([1 / (multipliers["arc_left"] * multipliers["arc_right"])], dtype=f32)
    return out


def quantise(x, multiplier, limit=LIMIT):
    return np.clip(np.rint(x * multiplier), -limit, limit).astype(np.float64)


def relu(x):
    return np.maximum(x, f32(0))


def tanh(x):
    t = np.minimum(np.maximum(x, f32(-4.97)), f32(4.97))
    u = t * t
    p = t * (f32(135135) + u * (f32(17325) + u * (f32(378) + u)))
    q = f32(135135) + u * (f32(62370) + u * (f32(3150) + u * f32(28)))
    return p / q


def sigmoid(x):
    return tanh(x * f32(0.5)) * f32(0.5) + f32(0.5)


class Network:
    """The tensors, and the arithmetic on them. Integer sums run in f64, where they are exact."""

    def __init__(self, tensors):
        self.t = tensors
        self.wide = {k: v.astype(np.float64).T.copy() for k, v in tensors.items() if k.endswith(".q") and k[0] not in "wp"}
        self.mul = {k[4:]: v[0] for k, v in tensors.items() if k.startswith("mul.")}

    def linear(self, name, q):
        y = (q @ self.wide[name + ".q"]).astype(f32) * self.t[name + ".s"]
        bias = self.t.get(name + ".b")
        return y if bias is None else y + bias

    def embed(self, words, pieces):
        row = lambda table, i: self.t[table + ".q"][i].astype(f32) * self.t[table + ".s"][i][..., None]
        return np.concatenate([row("word", words), row("piece", pieces).reshape(len(words), -1)], axis=1)

    def one_way(self, name, xq):
        x = self.linear(name + ".x", xq)
        width = x.shape[1] // 4
        h, c, out = np.zeros(width), np.zeros(width, dtype=f32), []
        for row in x:
            i, f, g, o = np.split(row + self.linear(name + ".h", h), 4)
            c = sigmoid(f) * c + sigmoid(i) * tanh(g)
            h = quantise(sigmoid(o) * tanh(c), self.mul["state"])
            out.append(h)
        return np.array(out)

    def states(self, words, pieces):
        q = quantise(self.embed(words, pieces), self.mul["embed"])
        q = quantise(relu(self.linear("dense", q)), self.mul["dense"])
        for layer in ("lstm1", "lstm2"):
            back = self.one_way(layer + ".back", q[::-1])[::-1]
            q = np.concatenate([self.one_way(layer + ".forth", q), back], axis=1)
        return q

    def scores(self, words, pieces):
        """Tag scores [n, C], arc scores [n, n+1], and both sides of the label scorer."""
        s = self.states(words, pieces)
        dep = quantise(relu(self.linear("arc_dep", s)), self.mul["arc_dep"])
        left = quantise(self.linear("arc_bilinear", dep), self.mul["arc_left"], ARC_LIMIT)
        right = np.vstack([self.t["arc_root"][None], relu(self.linear("arc_head", s))])
        right = quantise(right, self.mul["arc_right"], ARC_LIMIT)
        arcs = (left @ right.T).astype(f32) * self.t["arc.s"]
        heads = np.vstack([self.t["label_root"][None], self.linear("label_head", s)])
        return self.linear("tag", s), arcs, (self.linear("label_dep", s), heads)

    def label_scores(self, sides, heads):
        dep, head = sides
        return self.linear("label", quantise(relu(dep + head[heads]), self.mul["label"]))


class Reference:
    """The weights folder: forms in, tags, heads, labels and lemmas out."""

    def __init__(self, folder):
        folder = pathlib.Path(folder)
        self.network = Network(load_file(folder / "model.safetensors"))
        self.vocabulary = Vocabulary.load(folder / "vocab.txt")
        self.tags = (folder / "tags.txt").read_text().split("\n")[:-1]
        self.labels = (folder / "labels.txt").read_text().split("\n")[:-1]
        self.lemmatiser = Lemmatiser.load(folder / "lemmas.tsv")

    def raw(self, forms):
        words = np.array([self.vocabulary.row(form) for form in forms])
        pieces = np.array([hash_rows(form) for form in forms])
        tag_scores, arcs, sides = self.network.scores(words, pieces)
        heads = np.array(tree.decode(arcs))
        return tag_scores, arcs, heads, self.network.label_scores(sides, heads)

    def choose_labels(self, label_scores, heads):
        root = self.labels.index("root")
        free = label_scores.copy()
        free[:, root] = -np.inf
        return np.where(heads == 0, root, free.argmax(axis=1))

    def parse(self, forms):
        tag_scores, _, heads, label_scores = self.raw(forms)
        tags = [self.tags[i] for i in tag_scores.argmax(axis=1)]
        labels = [self.labels[i] for i in self.choose_labels(label_scores, heads)]
        return tags, heads.tolist(), labels, [self.lemmatiser.lemma(f, t) for f, t in zip(forms, tags)]
