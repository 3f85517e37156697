"""What the heads should say of a batch, and how far they are from it."""
import torch
import torch.nn.functional as F

from .events import CUES, ROLES, SAID
from .model import FAR

IGNORE = -1


def _words(batch):
    return [[w for s in window.sentences for w in s] for window in batch]


def syntax_targets(batch, labels, N: int) -> dict[str, torch.Tensor]:
    """Label numbers [B, N] a head; `head` counts from 1 within the window, 0 is the root; `names` is a mask of allowed labels."""
    at = {k: {v: i for i, v in enumerate(labels[k])} for k in ("upos", "xpos", "feats", "lemma", "deprel", "names")}
    out = {k: torch.full((len(batch), N), IGNORE) for k in ("upos", "xpos", "feats", "lemma", "deprel", "head")}
    out["names"] = torch.zeros(len(batch), N, len(labels["names"]))
    for b, window in enumerate(batch):
        first = 0
        for sentence in window.sentences:
            for i, w in enumerate(sentence):
                n = first + i
                for k in ("upos", "xpos", "feats", "lemma", "deprel"):
                    out[k][b, n] = at[k].get(w.get(k), IGNORE)
                if "head" in w:
                    out["head"][b, n] = first + w["head"] if w["head"] else 0
                for name in w.get("names", ()):
                    out["names"][b, n, at["names"][name]] = 1
            first += len(sentence)
    return out


def syntax_loss(model, out, y) -> torch.Tensor:
    ce = lambda scores, wanted: F.cross_entropy(scores.float().flatten(0, 1), wanted.flatten(), ignore_index=IGNORE)
    loss = out["arc"].sum() * 0
    has_tree = y["head"] >= 0
    if has_tree.any():
        heads = y["head"].clamp(min=0)
        relation = model.tree.relations(out["features"], heads[..., None])[:, :, 0]
        loss = loss + ce(out["arc"], y["head"]) + ce(relation, y["deprel"])
        loss = loss + 0.5 * ce(out["upos"], y["upos"]) + 0.5 * ce(out["xpos"], y["xpos"])
        loss = loss + 0.5 * ce(out["feats"], y["feats"]) + 1.0 * ce(out["lemma"], y["lemma"])
    known = y["names"].sum(-1) > 0
    if known.any():  # the probability of all labels that the collection's own label can mean
        log = F.log_softmax(out["names"].float()[known], -1)
        loss = loss - 3 * torch.logsumexp(log + (1 - y["names"][known]) * FAR, -1).mean()
    return loss


def head_word(span: list[int], heads: list[int]) -> int:
    """The word of a span whose governor lies outside it; the last such word where there are several."""
    inside = set(span)
    return next((i for i in span if heads[i] not in inside), span[-1])


def meaning_targets(batch, N: int, modes: list[str]) -> dict[str, torch.Tensor]:
    """`document.heads` must hold the governor of each word of the document (number in the document, -1 for a root)."""
    B = len(batch)
    y = {k: torch.full((B, N), IGNORE) for k in ("trigger", "category", "status", "mode", "issue", "cue", "happening")}
    y["role"], y["said"] = torch.full((B, N, N), IGNORE), torch.full((B, N, N), IGNORE)
    for b, window in enumerate(batch):
        n = sum(map(len, window.sentences))
        y["trigger"][b, :n], y["cue"][b, :n] = 0, 0
        here = lambda words: [w - window.offset for w in words if window.offset <= w < window.offset + n]
        for number, h in enumerate(window.document.happenings):
            at = _happening(y, b, number, h, here, window.document.heads, window.offset, n)
            if at is not None and h.mode in modes:
                y["mode"][b, at] = modes.index(h.mode)
        for s in window.document.statements:
            _statement(y, b, s, here, window.document.heads, window.offset, n)
    return y


def _happening(y, b, number, h, here, heads, offset, n):
    for mention in h.mentions:
        if here(mention) == list(m - offset for m in mention):
            at = head_word(mention, heads) - offset
            y["trigger"][b, at], y["category"][b, at], y["happening"][b, at] = 2, h.category, number
    if len(here(h.trigger)) < len(h.trigger):
        return None
    at = head_word(h.trigger, heads) - offset
    y["issue"][b, at] = h.issue
    y["trigger"][b, at], y["category"][b, at], y["status"][b, at], y["happening"][b, at] = 1, h.category, h.status, number
    y["role"][b, at, :n] = 0
    for role, name in enumerate(ROLES):
        for span in h.roles.get(name, ()):
            if len(here(span)) == len(span):
                y["role"][b, at, head_word(span, heads) - offset] = role
    return at


def _statement(y, b, s, here, heads, offset, n):
    anchor_span = s["cue"] or s["content"]
    if len(here(anchor_span)) < len(anchor_span):
        return
    at = head_word(anchor_span, heads) - offset
    y["cue"][b, at] = CUES.index("cue" if s["cue"] else "content")
    y["said"][b, at, :n] = 0
    for part in ("content", "speaker", "cue"):
        for w in here(s[part]):
            y["said"][b, at, w] = SAID.index(part)


def meaning_loss(model, out, y) -> torch.Tensor:
    def ce(name, wanted, weight=None):
        scores = out[name].float().reshape(-1, out[name].shape[-1])
        return F.cross_entropy(scores, wanted.flatten(), ignore_index=IGNORE, weight=weight)

    loss = 2.0 * ce("trigger", y["trigger"]) + 0.5 * ce("cue", y["cue"])
    for name, weight in (("category", 1.0), ("status", 0.5), ("mode", 0.5), ("issue", 0.5)):
        if (y[name] >= 0).any():
            loss = loss + weight * ce(name, y[name])
    loss = loss + _pair_loss(out["role"], y["role"]) / 12 + _pair_loss(out["said"], y["said"]) / 20
    return loss + 0.5 * _same_loss(model, out["happening"], y["happening"])


def _pair_loss(scores, wanted) -> torch.Tensor:
    """Summed over the words of a row and averaged over rows, so that a trigger of a long window counts as much as one of a short."""
    rows = (wanted >= 0).any(-1)
    if not rows.any():
        return scores.sum() * 0
    summed = F.cross_entropy(scores[rows].float().flatten(0, 1), wanted[rows].flatten(), ignore_index=IGNORE, reduction="sum")
    return summed / rows.sum()


def _same_loss(model, vectors, number) -> torch.Tensor:
    known = number >= 0
    pairs = known[:, :, None] & known[:, None, :] & torch.triu(torch.ones(number.shape[1], number.shape[1], dtype=torch.bool), 1)
    if not pairs.any():
        return vectors.sum() * 0
    same = (number[:, :, None] == number[:, None, :]).float()
    scores = model.same[0] * (vectors @ vectors.transpose(1, 2)) + model.same[1]
    return F.binary_cross_entropy_with_logits(scores[pairs], same[pairs])
