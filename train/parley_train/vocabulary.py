"""Cuts the base vocabulary to the pieces that the project's texts need, and splits words into them."""
import unicodedata

from tokenizers import Tokenizer
from tokenizers.models import Unigram

from .base import Base
from .forms import model_form

MARK = "▁"  # begins a word
MOST_PIECES_A_WORD = 8
SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC", "HEBREW")


def _of_our_scripts(piece: str) -> bool:
    return all(not c.isalpha() or unicodedata.name(c, "").startswith(SCRIPTS) for c in piece)


def _tokenizer(pieces, scores, unk: int) -> Tokenizer:
    return Tokenizer(Unigram([(p, float(s)) for p, s in zip(pieces, scores)], unk, False))


class Vocabulary:
    """Pieces kept, in the base's order, so that the rows of its embedding can be taken over by `kept`."""

    def __init__(self, base: Base, kept: list[int]):
        self.kept = kept
        at = {old: new for new, old in enumerate(kept)}
        self.bos, self.eos, self.pad, self.unk = (at[base.special[k]] for k in ("bos", "eos", "pad", "unk"))
        self.pieces = [base.pieces[i] for i in kept]
        self.scores = [float(base.scores[i]) for i in kept]
        self._tokenizer = _tokenizer(self.pieces, self.scores, self.unk)
        self._cache: dict[str, list[int]] = {}

    def split(self, form: str) -> list[int]:
        """Piece numbers of one word, at least one, at most MOST_PIECES_A_WORD."""
        if form not in self._cache:
            ids = self._tokenizer.encode(MARK + model_form(form), add_special_tokens=False).ids
            self._cache[form] = (ids or [self.unk])[:MOST_PIECES_A_WORD]
        return self._cache[form]


def cut_vocabulary(base: Base, words: set[str], size: int) -> Vocabulary:
    """Keeps special pieces, every single letter, what the words use, and the likeliest others up to `size`."""
    whole = _tokenizer(base.pieces, base.scores, base.special["unk"])
    kept = set(base.special.values())
    kept |= {i for i, p in enumerate(base.pieces) if len(p.lstrip(MARK)) <= 1 and _of_our_scripts(p)}
    for word in words:
        kept |= set(whole.encode(MARK + model_form(word), add_special_tokens=False).ids)
    likely = sorted(range(len(base.pieces)), key=lambda i: -base.scores[i])
    for i in likely:
        if len(kept) >= size:
            break
        if base.pieces[i] and _of_our_scripts(base.pieces[i]) and not base.pieces[i].startswith("<"):
            kept.add(i)
    return Vocabulary(base, sorted(kept))
