"""Trains the relevance gate: `python train/gate.py --data DATA --model model`. Nothing but Python's own library; two minutes.

A logistic regression over words and pairs of neighbouring words. A text's score is that of its most telling window. The threshold is set on
texts of `DATA` that the weights scored did not learn from, fold by fold.
"""
import argparse
import json
import math
import random
from collections import Counter
from multiprocessing import Pool
from pathlib import Path

from parley_train.gate_texts import WINDOW, Text, features_of, fold_of, read_texts

FOLDS = 10
EPOCHS = 25
RATE = 0.15
DECAY = 2e-6
"""Weight decay a step."""
RARE = 5
"""Windows that a word or pair must be in."""
SMALL = 0.1
"""Weights below this are left out of the file."""
LENGTHS = {"headlines": 20, "short": WINDOW, "long": 2 * WINDOW, "whole": math.inf}
"""Words below which a text is of that length; each has a threshold of its own: a few words say little, and of many windows one is telling by chance."""
KEPT = {"headlines": 0.95, "short": 0.975, "long": 0.93, "whole": 1.0}
"""Share of what tells of conflict or talks that the thresholds keep: titles, single sentences, single windows, dispatches of two windows and more."""
SLACK = {"whole": 1.0}
"""Log odds by which a threshold lies lower still: dispatches of other outlets and wars are less alike than those learned from."""


def train(texts: list[Text]) -> tuple[dict[str, float], float]:
    """Weights by word and pair, and the bias."""
    examples = [(Counter(features_of(t.words)), t.is_about, t.weight) for t in texts if t.weight > 0]
    seen = Counter(feature for found, _, _ in examples for feature in found)
    share = {about: sum(w for _, a, w in examples if a == about) for about in (True, False)}
    weights = {feature: 0.0 for feature, count in seen.items() if count >= RARE}
    squares = dict.fromkeys(weights, 1e-2)
    bias, chance = 0.0, random.Random(1)
    examples = [({f: min(n, 2) for f, n in found.items() if f in weights}, about, w) for found, about, w in examples]
    for _ in range(EPOCHS):
        chance.shuffle(examples)
        for found, about, w in examples:
            total = bias + sum(weights[f] * n for f, n in found.items())
            error = (about - 1 / (1 + math.exp(-max(-30, min(30, total))))) * w * len(examples) / 2 / share[about]
            bias += 0.01 * error
            for f, n in found.items():
                slope = error * n - DECAY * len(examples) * weights[f]
                squares[f] += slope * slope
                weights[f] += RATE * slope / math.sqrt(squares[f])
    return {f: round(w, 2) for f, w in weights.items() if abs(w) >= SMALL}, round(bias, 3)


def score(words: tuple[str, ...], weights: dict[str, float], bias: float) -> float:
    """As `scoreOf` of src/relevance: the highest sum of a window, and the bias."""
    gains = [weights.get(b, 0.0) + weights.get(f"{a} {b}", 0.0) for a, b in zip(("", *words), words)]
    best = total = sum(gains[:WINDOW])
    for i in range(WINDOW, len(gains)):
        total += gains[i] - gains[i - WINDOW]
        best = max(best, total)
    return best + bias


def score_fold(job: tuple[list[Text], int]) -> list[tuple[Text, float]]:
    texts, fold = job
    weights, bias = train([t for t in texts if fold_of(t.id, FOLDS) != fold])
    held = [t for t in texts if t.is_scored and fold_of(t.id, FOLDS) == fold]
    return [(t, score(t.words, weights, bias)) for t in held]


def length_of(text: Text) -> str:
    return next(length for length, below in LENGTHS.items() if len(text.words) < below)


def threshold_of(scored: list[tuple[Text, float]], length: str) -> float:
    ranked = sorted(s for t, s in scored if t.is_about and length_of(t) == length)
    return round(ranked[int(len(ranked) * (1 - KEPT[length]))] - SLACK.get(length, 0.0) - 0.005, 2)


def report(length: str, group: str, scores: list[float], threshold: float) -> None:
    if scores:
        kept = sum(s >= threshold for s in scores)
        print(f"  {group}, {length}: {kept} of {len(scores)} kept; lowest {min(scores):.1f}, highest {max(scores):.1f}")


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", type=Path, required=True, help="folder with treebanks/, ner/ and events/")
    p.add_argument("--model", type=Path, required=True, help="folder that gate.json is written to")
    given = p.parse_args()
    texts = read_texts(given.data)
    with Pool(2) as pool:
        scored = [s for fold in pool.map(score_fold, [(texts, fold) for fold in range(FOLDS)], 1) for s in fold]
    thresholds = {length: threshold_of(scored, length) for length in LENGTHS}
    print(f"thresholds {thresholds}; each text scored by weights that did not learn from it:")
    for group in ("dispatches", "windows", "titles", "headlines", "sentences", "other collections", "made up"):
        for length in LENGTHS:
            report(length, group, [s for t, s in scored if t.group == group and length_of(t) == length], thresholds[length])
    weights, bias = train(texts)
    steps = [{"from": start, "threshold": thresholds[length]} for start, length in zip((0, *LENGTHS.values()), LENGTHS)]
    gate = {"window": WINDOW, "bias": bias, "thresholds": steps, "weights": dict(sorted(weights.items()))}
    (given.model / "gate.json").write_text(json.dumps(gate, separators=(",", ":"), indent=0) + "\n")
    print(f"{len(weights)} weights")


if __name__ == "__main__":
    main()
