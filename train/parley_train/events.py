"""The annotated events as documents of sentences of words, with what each sentence holds.

A word of these has a form only; triggers, roles and statements point to words by their number in the document.
"""
import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

CATEGORIES = ("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
              "COERCE ASSAULT").split()  # fmt: skip
STATUSES = "happened ongoing planned proposed demanded conditional denied hypothetical".split()
ISSUES = ("none ceasefire prisoner-exchange hostage-release return-of-children return-of-remains humanitarian-access withdrawal territory "
          "security-guarantees sanctions-relief monitoring disarmament elections power-sharing justice leaders-meeting talks aid nuclear "
          "refugees borders recognition energy other").split()  # fmt: skip
TRIGGERS = ["none", "lead", "mention"]
ROLES = ["none", "actor", "recipient", "place", "date"]
CUES = ["none", "cue", "content"]
SAID = ["none", "speaker", "cue", "content"]

# Close to src/text's words: hyphens split, contractions split, numbers and abbreviations whole.
_WORD = re.compile(r"\d[\d,.]*\d|\w+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|St|Sen|Gov|Rep|Jan|Feb|Aug|Sept|Oct|Nov|Dec|[ap]\.m)\.|\w+|[^\w\s]")
_SENTENCE = re.compile(r'[^\n]+?(?:(?<!\b[A-Z])(?<!\bMr)(?<!\bGen)(?<!\bDr)(?<!\bLt)(?<!\bSt)(?<!\bMs)(?<!Sept)(?<!Col)[.!?]["”’)]*(?=\s+["“‘(]?[A-Z0-9])|(?=\n)|$)')


@dataclass
class Happening:
    trigger: list[int]
    category: int
    status: int
    mode: str | None  # the first mode, "none" where there is none; None where modes were not annotated
    issue: int
    roles: dict[str, list[list[int]]]
    mentions: list[list[int]]


@dataclass
class Annotated:
    """One text. `sentences` hold words, as treebanks do; the rest numbers words through the whole text."""

    id: str
    sentences: list[list[dict]]
    happenings: list[Happening] = field(default_factory=list)
    statements: list[dict[str, list[int]]] = field(default_factory=list)


def _utf16(text: str) -> list[int]:
    """Character index → UTF-16 offset, with one entry past the end."""
    out, at = [], 0
    for c in text:
        out.append(at)
        at += 2 if ord(c) > 0xFFFF else 1
    return out + [at]


def _segment(text: str, whole: bool) -> tuple[list[list[dict]], list[tuple[int, int]]]:
    at, sentences, spans = _utf16(text), [], []
    stretches = [(0, len(text))] if whole else [m.span() for m in _SENTENCE.finditer(text)]
    for start, end in stretches:
        words = [(m.group(), at[m.start()], at[m.end()]) for m in _WORD.finditer(text, start, end)]
        if words:
            sentences.append([{"form": w} for w, _, _ in words])
            spans += [(a, b) for _, a, b in words]
    return sentences, spans


def read_events(path: Path, whole: bool) -> list[Annotated]:
    """`whole`: each text is one sentence, and no modes are annotated."""
    out = []
    for line in path.read_text(encoding="utf8").split("\n"):
        if not line:
            continue
        row = json.loads(line)
        sentences, spans = _segment(row["text"], whole)

        def within(start, end):
            return [i for i, (a, b) in enumerate(spans) if a < end and start < b]

        document = Annotated(row["id"], sentences)
        for e in row["events"]:
            trigger = within(e["trigger"]["start"], e["trigger"]["end"])
            if trigger:
                roles = {k: [w for w in (within(x["start"], x["end"]) for x in e["spans"][k]) if w] for k in ROLES[1:]}
                mode = None if whole else (e["mode"] or ["none"])[0]
                mentions = [w for w in (within(x["start"], x["end"]) for x in e["spans"]["mentions"]) if w]
                document.happenings.append(
                    Happening(trigger, CATEGORIES.index(e["event"][0]), STATUSES.index(e["status"]), mode,
                              ISSUES.index(e.get("issue") or "none"), roles, mentions))  # fmt: skip
        for s in row["statements"]:
            parts = {k: sorted({i for a, b in s.get(k) or [] for i in within(a, b)}) for k in SAID[1:]}
            if parts["content"] or parts["cue"]:
                document.statements.append(parts)
        out.append(document)
    return out


def is_aside(document: Annotated) -> bool:
    """The fixed tenth that no weights are trained on."""
    return int(hashlib.sha256(document.id.encode()).hexdigest(), 16) % 10 == 3
