"""Scores of head for each word in, a tree with exactly one root out.

`scores[d][h]` is the score of head h (0 = root, 1..n the words) for word d+1.
"""

import numpy as np

ROOT_PENALTY = 1e6


def decode(scores):
    """Heads (0 = root) of words 1..n: the best head of each word, or Chu-Liu/Edmonds where that is no tree."""
    n = scores.shape[0]
    free = scores.astype(np.float64).copy()
    free[np.arange(n), np.arange(n) + 1] = -np.inf
    heads = free.argmax(axis=1)
    if is_tree(heads):
        return heads.tolist()
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:] = free
    full[1:, 0] -= ROOT_PENALTY
    return edmonds(full)[1:]


def is_tree(heads):
    if (heads == 0).sum() != 1:
        return False
    return find_cycle([-1] + list(heads)) is None


def find_cycle(heads):
    """The members of one cycle among the best heads, or None. Node 0 is the root."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        node = start
        while node > 0 and seen[node] == 0:
            seen[node] = start
            node = heads[node]
        if node > 0 and seen[node] == start:
            cycle, other = [node], heads[node]
            while other != node:
                cycle.append(other)
                other = heads[other]
            return cycle
    return None


def edmonds(scores):
    """Best tree over scores[dependent][head], node 0 the root; returns a list of heads with [0] = -1."""
    heads = [-1] + [int(row.argmax()) for row in scores[1:]]
    cycle = find_cycle(heads)
    if cycle is None:
        return heads
    inside = set(cycle)
    outside = [node for node in range(len(heads)) if node not in inside]
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    leave, enter = [], [None] * len(outside)
    for i, node in enumerate(outside):
        best = max(cycle, key=lambda member: scores[node][member])
        leave.append(best)
        small[i, -1] = scores[node][best]
        enter[i] = max(cycle, key=lambda member: scores[member][node] - scores[member][heads[member]])
        small[-1, i] = scores[enter[i]][node] - scores[enter[i]][heads[enter[i]]]
    small[0, :] = -np.inf
    return expand(edmonds(small), heads, outside, leave, enter)


def expand(small_heads, heads, outside, leave, enter):
    """Puts the solution with the cycle as one node back onto all nodes."""
    last = len(outside)
    heads = list(heads)
    for i, node in enumerate(outside):
        if i == 0:
            continue
        head = small_heads[i]
        heads[node] = leave[i] if head == last else outside[head]
    into = small_heads[last]
    heads[enter[into]] = outside[into]
    return heads
