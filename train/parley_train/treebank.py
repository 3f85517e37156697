"""Treebanks and name annotations as sentences of words. A word is a dict; what an origin does not annotate is absent."""
from collections import Counter
from pathlib import Path

from .forms import lemma_rule

Word = dict
NAME_KINDS = ["PER", "ORG", "LOC", "NORP", "EVENT", "MISC"]
NAME_LABELS = ["O"] + [f"{b}-{k}" for k in NAME_KINDS for b in "BI"]

# What the labels of each collection can mean in ours; a collection's O covers the kinds that it does not annotate.
_FULL = {k: [k] for k in NAME_KINDS}
NAME_SCHEMES = {
    "uner-ewt": ({**_FULL}, ["NORP", "EVENT", "MISC"]),
    "gum-open": ({**_FULL, "TIME": []}, []),
    "wikigold": ({"PER": ["PER"], "ORG": ["ORG"], "LOC": ["LOC"], "MISC": ["MISC", "NORP", "EVENT"]}, []),
    "crossner-politics": (
        {"politician": ["PER"], "person": ["PER"], "organisation": ["ORG"], "politicalparty": ["ORG"], "location": ["LOC"],
         "country": ["LOC"], "election": ["EVENT"], "event": ["EVENT"], "misc": ["MISC", "NORP"]},
        [],
    ),
}  # fmt: skip


def read_conllu(path: Path) -> list[list[list[Word]]]:
    """Documents of sentences of words."""
    documents, sentence, name = [], [], None
    for line in path.read_text(encoding="utf8").split("\n"):
        if line.startswith("# newdoc"):
            documents.append([])
        elif line.startswith("# sent_id"):
            name = line.split("=", 1)[1].strip()
        elif not line and sentence:
            documents[-1].append(sentence)
            sentence = []
        elif line and line[0] != "#":
            f = line.split("\t")
            if f[0].isdigit():
                sentence.append({"form": f[1], "lemma": lemma_rule(f[1], f[2]), "upos": f[3], "xpos": f[4], "feats": f[5],
                                 "head": int(f[6]), "deprel": f[7], "id": name})  # fmt: skip
    return documents


def read_names(path: Path, scheme: str) -> dict[str, list[tuple[str, list[str]]]]:
    """Sentence id → (form, allowed labels) a word."""
    kinds, unmarked = NAME_SCHEMES[scheme]
    outside = ["O"] + [f"{b}-{k}" for k in unmarked for b in "BI"]
    out, name = {}, None
    for line in path.read_text(encoding="utf8").split("\n"):
        if line.startswith("# sent_id"):
            name = line.split("=", 1)[1].strip()
        elif line and line[0] != "#":
            _, form, label = line.split("\t")[:3]
            allowed = [f"{label[0]}-{k}" for k in kinds.get(label[2:], [])] if label != "O" else []
            out.setdefault(name, []).append((form, allowed or outside))
    return out


def with_names(documents, names):
    """Adds `names`, the allowed labels, to the words of sentences that carry the same id and as many words."""
    for sentence in (s for d in documents for s in d):
        rows = names.get(sentence[0]["id"])
        if rows and len(rows) == len(sentence):
            for word, (_, allowed) in zip(sentence, rows):
                word["names"] = allowed
    return documents


def name_documents(names, size=8):
    """Sentences that are annotated for names only, in groups, since their order is not that of a text."""
    sentences = [[{"form": form, "names": allowed} for form, allowed in rows] for rows in names.values()]
    return [[s] for s in sentences]


def labels_of(documents, key: str, least: int = 1) -> list[str]:
    """The values of `key` that occur at least `least` times, the commonest first."""
    counts = Counter(w[key] for d in documents for s in d for w in s if key in w)
    return [value for value, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if n >= least]
