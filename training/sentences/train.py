"""Features of the places at which sentences could end in, weights of the splitter out.

    train.py FEATURES WEIGHTS [--hold-out]

FEATURES is what the example `features` of the crate text writes: for each place WIDTH hashes and a label, as
little-endian u32. A logistic regression over the hashes is fitted by Adagrad on shuffled batches; the weights are the
mean over the last half of all steps, learned with a share of the features left out at random, and rounded to signed
bytes. With --hold-out the last tenth of the places is kept apart and the F-score on it is printed for each epoch. The
same features give the same weights.
"""

import struct
import sys

import numpy as np

WIDTH = 37
POWER = 17
EPOCHS = 12
BATCH = 512
RATE = 0.1
DECAY = 2e-6
DROP = 0.3
SEEDS = (7, 8, 9, 10)
# A missed end costs more than a false one; so much is added to the bias (best in five-fold cross-validation on the training part).
LEAN = 0.8


def load(path):
    table = np.fromfile(path, dtype="<u4").reshape(-1, WIDTH + 1)
    return table[:, :WIDTH] & ((1 << POWER) - 1), table[:, WIDTH].astype(np.float32)


def f_score(scores, labels, bias=0.0):
    found = scores > bias
    hits = (found & (labels > 0)).sum()
    return 2 * hits / max(1, found.sum() + labels.sum())


def fit(places, labels, watch):
    """The mean of the weights and biases of a run for each seed: what one order of the places has by chance goes."""
    runs = [run(places, labels, watch, seed) for seed in SEEDS]
    return sum(weights for weights, _ in runs) / len(runs), sum(bias for _, bias in runs) / len(runs)


def run(places, labels, watch, seed):
    rng = np.random.default_rng(seed)
    weights = np.zeros(1 << POWER, dtype=np.float64)
    bias, bias_squares = 0.0, 1e-8
    squares = np.full(1 << POWER, 1e-8)
    total, bias_total, kept = np.zeros_like(weights), 0.0, 0
    for epoch in range(EPOCHS):
        order = rng.permutation(len(labels))
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            hashes = places[rows]
            seen = (rng.random(hashes.shape) >= DROP) / (1 - DROP)
            scores = (weights[hashes] * seen).sum(axis=1) + bias
            slopes = 1 / (1 + np.exp(-scores)) - labels[rows]
            gradient = np.bincount(hashes.ravel(), (slopes[:, None] * seen).ravel(), minlength=1 << POWER) / len(rows)
            squares += gradient**2
            weights -= RATE * gradient / np.sqrt(squares)
            weights *= 1 - DECAY
            slope = slopes.mean()
            bias_squares += slope**2
            bias -= RATE * slope / np.sqrt(bias_squares)
            if epoch * 2 >= EPOCHS:
                total += weights
                bias_total += bias
                kept += 1
        if watch is not None:
            mean, mean_bias = (total / kept, bias_total / kept) if kept else (weights, bias)
            print(epoch, "F", round(f_score(mean[watch[0]].sum(axis=1) + mean_bias, watch[1]), 4), flush=True)
    return total / kept, bias_total / kept + LEAN


def rounded(weights):
    """One step's worth, and the weights as signed bytes."""
    step = np.quantile(np.abs(weights[weights != 0]), 0.9995) / 127
    return step, np.clip(np.rint(weights / step), -127, 127).astype(np.int8)


def main():
    places, labels = load(sys.argv[1])
    print(len(labels), "places,", int(labels.sum()), "ends")
    watch = None
    if "--hold-out" in sys.argv:
        cut = len(labels) * 9 // 10
        watch = places[cut:], labels[cut:]
        places, labels = places[:cut], labels[:cut]
    weights, bias = fit(places, labels, watch)
    step, steps = rounded(weights)
    with open(sys.argv[2], "wb") as out:
        out.write(b"CSW1" + bytes([POWER, 0, 0, 0]) + struct.pack("<ff", step, bias) + steps.tobytes())


if __name__ == "__main__":
    main()
