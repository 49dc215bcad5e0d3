"""Treebanks in, lemmas.tsv out; and the look-up itself, as FORMAT.md describes it.

    python lemmas.py --train T.conllu.gz ... --dev D.conllu.gz ... --out lemmas.tsv

Two kinds of lines, tab-separated:
    W  form  tag  lemma                     a form (exact, or lower-cased) that the rules get wrong
    R  tag  case  suffix  op  cut  add      a rule; the one with the longest suffix decides
"""

import argparse
from collections import Counter, defaultdict

import conllu

LONGEST = 6


def case_of(form):
    """l: nothing upper case; t: only the first character; u: anything else."""
    if form == form.lower():
        return "l"
    return "t" if form[1:] == form[1:].lower() else "u"


def recase(form, op):
    """k: keep; l: lower; t: first character as it is, the rest lower."""
    if op == "k":
        return form
    return form.lower() if op == "l" else form[:1] + form[1:].lower()


def rule_for(form, lemma):
    """The rule (op, cut, add) with the smallest change that makes the lemma from the form."""
    best = None
    for op in "klt":
        base = recase(form, op)
        common = 0
        while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
            common += 1
        rule = (op, len(base) - common, lemma[common:])
        if best is None or rule[1] + len(rule[2]) < best[1] + len(best[2]):
            best = rule
    return best


def apply(rule, form):
    op, cut, add = rule
    base = recase(form, op)
    return base[:max(len(base) - cut, 0)] + add


class Lemmatiser:
    def __init__(self, words, rules):
        self.words, self.rules = words, rules

    def lemma(self, form, tag):
        """Exact form, then lower-cased form, then the rule with the longest suffix, then the form itself."""
        form = form.replace("\u2019", "'")
        for key in (form, form.lower()):
            found = self.words.get((key, tag))
            if found is not None:
                return found
        return self.by_rule(form, tag) or form

    def by_rule(self, form, tag):
        lower, case = form.lower(), case_of(form)
        for length in range(min(LONGEST, len(lower)), -1, -1):
            rule = self.rules.get((tag, case, lower[len(lower) - length:]))
            if rule is not None:
                return apply(rule, form)
        return form

    def save(self, path):
        with open(path, "w", encoding="utf-8") as out:
            for (form, tag), lemma in sorted(self.words.items()):
                out.write(f"W\t{form}\t{tag}\t{lemma}\n")
            for (tag, case, suffix), (op, cut, add) in sorted(self.rules.items()):
                out.write(f"R\t{tag}\t{case}\t{suffix}\t{op}\t{cut}\t{add}\n")

    @staticmethod
    def load(path):
        words, rules = {}, {}
        for line in open(path, encoding="utf-8"):
            kind, *rest = line.rstrip("\n").split("\t")
            if kind == "W":
                words[rest[0], rest[1]] = rest[2]
            else:
                rules[rest[0], rest[1], rest[2]] = rest[3], int(rest[4]), rest[5]
        return Lemmatiser(words, rules)


def learn_rules(seen, support=2):
    """Rules by suffix, counted by distinct forms; a longer suffix is kept only where it changes the outcome."""
    votes = defaultdict(Counter)
    for (form, tag), lemmas in seen.items():
        lower, rule = form.lower(), rule_for(form, lemmas.most_common(1)[0][0])
        for length in range(min(LONGEST, len(lower)) + 1):
            votes[tag, case_of(form), lower[len(lower) - length:]][rule] += 1
    rules = {}
    for key in sorted(votes, key=lambda key: len(key[2])):
        (rule, count), total = votes[key].most_common(1)[0], sum(votes[key].values())
        if key[2] and (count < support or count / total < 0.6):
            continue
        if rule != shorter(rules, key):
            rules[key] = rule
    return rules


def shorter(rules, key):
    tag, case, suffix = key
    for start in range(1, len(suffix) + 1):
        if (tag, case, suffix[start:]) in rules:
            return rules[tag, case, suffix[start:]]
    return None


def learn(sentences):
    seen = defaultdict(Counter)
    for sentence in sentences:
        for form, tag, lemma in zip(sentence.forms, sentence.tags, sentence.lemmas):
            if lemma != "_":
                seen[form.replace("\u2019", "'"), tag][lemma] += 1
    result = Lemmatiser({}, learn_rules(seen))
    lower = defaultdict(Counter)
    for (form, tag), lemmas in seen.items():
        lower[form.lower(), tag].update(lemmas)
    for (form, tag), lemmas in lower.items():
        lemma = lemmas.most_common(1)[0][0]
        if result.by_rule(form, tag) != lemma:
            result.words[form, tag] = lemma
    for (form, tag), lemmas in sorted(seen.items(), key=lambda item: item[0][0] != item[0][0].lower()):
        lemma = lemmas.most_common(1)[0][0]
        if result.lemma(form, tag) != lemma:
            result.words[form, tag] = lemma
    return result


def accuracy(lemmatiser, sentences):
    right = total = 0
    misses = Counter()
    for s in sentences:
        for form, tag, lemma in zip(s.forms, s.tags, s.lemmas):
            if lemma == "_":
                lemma = form
            got = lemmatiser.lemma(form, tag)
            total, right = total + 1, right + (got == lemma)
            misses[form, tag, got, lemma] += got != lemma
    return right / total, misses


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", nargs="+", required=True)
    parser.add_argument("--dev", nargs="*", default=[])
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    lemmatiser = learn(conllu.read_shippable(args.train))
    lemmatiser.save(args.out)
    print(len(lemmatiser.words), "words", len(lemmatiser.rules), "rules")
    for path in args.dev:
        share, misses = accuracy(lemmatiser, conllu.read(path))
        print(f"{share:.4f} with gold tags; commonest misses {misses.most_common(25)}")


if __name__ == "__main__":
    main()
