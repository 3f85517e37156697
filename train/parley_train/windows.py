"""Windows of several consecutive sentences, and their tensors."""
import random
from dataclasses import dataclass

import torch

from .forms import SHAPES, shape
from .vocabulary import Vocabulary


@dataclass
class Window:
    """Sentences `[first, past)` of a document; `offset` is the number of its first word in the document."""

    document: object
    sentences: list[list[dict]]
    offset: int
    pieces: int


def cut_windows(documents, sentences_of, vocabulary: Vocabulary, limit) -> list[Window]:
    """Packs consecutive sentences while they fit into `limit()` pieces; a sentence that is longer stands alone."""
    out = []
    for document in documents:
        open_, offset, pieces, most, at = [], 0, 2, limit(), 0
        for sentence in sentences_of(document):
            size = sum(len(vocabulary.split(w["form"])) for w in sentence)
            if open_ and pieces + size > most:
                out.append(Window(document, open_, offset, pieces))
                open_, offset, pieces, most = [], at, 2, limit()
            open_.append(sentence)
            pieces += size
            at += len(sentence)
        if open_:
            out.append(Window(document, open_, offset, pieces))
    return out


def batches(windows: list[Window], pieces: int, shuffle: bool) -> list[list[Window]]:
    """Windows of about equal length together, at most `pieces` with their padding."""
    jitter = (lambda: random.random() * 8) if shuffle else (lambda: 0)
    ordered = sorted(windows, key=lambda w: w.pieces + jitter())
    out, batch = [], []
    for window in ordered:
        if batch and window.pieces * (len(batch) + 1) > pieces:
            out.append(batch)
            batch = []
        batch.append(window)
    if batch:
        out.append(batch)
    if shuffle:
        random.shuffle(out)
    return out


def tensors(batch: list[Window], vocabulary: Vocabulary, longest: int = 510, hidden: float = 0) -> dict[str, torch.Tensor]:
    """The model's inputs: `ids`, `shape`, `mask` [B, T]; `pool` [B, N, T], each row a mean; `sentence` [B, N], -1 beside words.

    A share `hidden` of the words is made unknown, so that the rest of the sentence must do.
    """
    words = [[w["form"] for s in window.sentences for w in s] for window in batch]
    split = [[vocabulary.split(form) for form in forms] for forms in words]
    B, N = len(batch), max(map(len, words))
    T = min(longest, max(sum(map(len, pieces)) + 2 for pieces in split))
    ids = torch.full((B, T), vocabulary.pad)
    shapes = torch.full((B, T), SHAPES.index("none"))
    mask, pool = torch.zeros(B, T), torch.zeros(B, N, T)
    sentence = torch.full((B, N), -1)
    for b, window in enumerate(batch):
        row, row_shapes, at = [vocabulary.bos], [SHAPES.index("none")], 1
        for n, (form, pieces) in enumerate(zip(words[b], split[b])):
            room = pieces[: max(0, T - 1 - at)]
            room = [vocabulary.unk] * len(room) if hidden and random.random() < hidden else room
            pool[b, n, at : at + len(room)] = 1 / max(1, len(room))
            row += room
            row_shapes += [shape(form)] * len(room)
            at += len(room)
        row.append(vocabulary.eos)
        ids[b, : len(row)] = torch.tensor(row)
        shapes[b, : len(row_shapes)] = torch.tensor(row_shapes)
        mask[b, : len(row)] = 1
        numbers = [i for i, s in enumerate(window.sentences) for _ in s]
        sentence[b, : len(numbers)] = torch.tensor(numbers)
    return {"ids": ids, "shape": shapes, "mask": mask, "pool": pool, "sentence": sentence}
