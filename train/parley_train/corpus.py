"""All that is trained on: treebanks with names, names alone, annotated events; and what is only looked at."""
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from .base import Base
from .events import CATEGORIES, CUES, ISSUES, ROLES, SAID, STATUSES, TRIGGERS, Annotated, is_aside, read_events
from .treebank import NAME_LABELS, labels_of, name_documents, read_conllu, read_names, with_names
from .vocabulary import Vocabulary, cut_vocabulary


@dataclass
class Corpus:
    vocabulary: Vocabulary
    labels: dict[str, list[str]]
    trees: list  # documents of sentences of words
    dev: list
    events: list[Annotated]
    aside: list[Annotated]


def _treebank(data: Path, name: str, part: str, scheme: str, names: str):
    return with_names(read_conllu(data / f"treebanks/{name}-{part}.conllu"), read_names(data / f"ner/{names}-{part}.iob2", scheme))


def _modes(texts: list[Annotated], least: int = 4) -> list[str]:
    counts = Counter(h.mode for d in texts for h in d.happenings if h.mode)
    return [m for m, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if n >= least]


def _labels(trees, texts) -> dict[str, list[str]]:
    labels = {k: labels_of(trees, k, least) for k, least in (("upos", 1), ("xpos", 1), ("feats", 2), ("lemma", 2), ("deprel", 1))}
    return {**labels, "names": NAME_LABELS, "trigger": TRIGGERS, "category": CATEGORIES, "status": STATUSES, "issue": ISSUES, "mode": _modes(texts), "role": ROLES,
            "cue": CUES, "said": SAID}  # fmt: skip


def read_corpus(data: Path, base: Base, pieces: int) -> Corpus:
    trees = _treebank(data, "ewt", "train", "uner-ewt", "uner-ewt") + _treebank(data, "gum-open", "train", "gum-open", "gum-open")
    texts = read_events(data / "events/sentences.jsonl", True) + read_events(data / "events/dispatches.jsonl", False)
    labels = _labels(trees, [d for d in texts if not is_aside(d)])
    for scheme in ("wikigold", "crossner-politics"):
        trees = trees + name_documents(read_names(data / f"ner/{scheme}-train.iob2", scheme))
    words = {w["form"] for d in trees for s in d for w in s} | {w["form"] for d in texts for s in d.sentences for w in s}
    return Corpus(cut_vocabulary(base, words, pieces), labels, trees, _treebank(data, "ewt", "dev", "uner-ewt", "uner-ewt"),
                  [d for d in texts if not is_aside(d)], [d for d in texts if is_aside(d)])  # fmt: skip
