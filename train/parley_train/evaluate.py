"""Scores during training, on gold words: quick looks, not the figures that count (those are shared scorers' on the running program)."""
import torch

from .losses import meaning_targets, syntax_targets
from .windows import batches, cut_windows, tensors


def _runs(labels: list[str]) -> set[tuple[int, int, str]]:
    out, start = set(), None
    for i, label in enumerate([*labels, "O"]):
        if start is not None and label != "I-" + labels[start][2:]:
            out.add((start, i, labels[start][2:]))
            start = None
        if label[0] == "B":
            start = i
    return out


def _f1(hit: int, gold: int, said: int) -> str:
    return f"{2 * hit / max(1, gold + said):.3f}"


def _base_relations(labels: list[str]) -> torch.Tensor:
    """Each relation's number without its subtype."""
    bases = [label.split(":")[0] for label in labels]
    return torch.tensor([bases.index(base) for base in bases])


@torch.no_grad()
def look_at_syntax(model, documents, vocabulary, labels, name: str, names_documents=None, limit=160) -> str:
    model.eval()
    count = dict.fromkeys(("n", "upos", "xpos", "feats", "lemma", "uas", "las", "hit", "gold", "said"), 0)
    for batch in batches(cut_windows(documents, lambda d: d, vocabulary, lambda: limit), 4000, False):
        x = tensors(batch, vocabulary)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out = model.syntax(model.words(x), x["sentence"])
            heads = out["arc"].argmax(-1)
            relation = model.tree.relations(out["features"], heads[..., None])[:, :, 0].argmax(-1)
        y = syntax_targets(batch, labels, x["sentence"].shape[1])
        words = x["sentence"] >= 0
        count["n"] += words.sum().item()
        for k in ("upos", "xpos", "feats", "lemma"):
            count[k] += ((out[k].argmax(-1) == y[k]) & words).sum().item()
        right = (heads == y["head"]) & words
        base = _base_relations(labels["deprel"])
        count["uas"] += right.sum().item()
        count["las"] += (right & (base[relation] == base[y["deprel"].clamp(min=0)])).sum().item()
        _count_names(count, batch, out["names"], labels["names"])
    n = count["n"]
    share = " ".join(f"{k} {100 * count[k] / n:.2f}" for k in ("upos", "xpos", "feats", "lemma", "uas", "las"))
    return f"{name}: {share} names {_f1(count['hit'], count['gold'], count['said'])}"


def _count_names(count, batch, scores, labels):
    best = scores.argmax(-1).tolist()
    for b, window in enumerate(batch):
        words = [w for s in window.sentences for w in s]
        gold = _runs([w["names"][0] if len(w.get("names", ())) == 1 else "O" for w in words])
        said = _runs([labels[i] for i in best[b][: len(words)]])
        keep = lambda runs: {r for r in runs if r[2] in ("PER", "ORG", "LOC")}
        count["hit"] += len(keep(gold) & keep(said))
        count["gold"] += len(keep(gold))
        count["said"] += len(keep(said))


@torch.no_grad()
def look_at_meaning(model, documents, corpus, name: str, limit=224) -> str:
    """Trigger F1 (lead mentions; a mention found counts as neither), with category, status of found, roles, cue, said."""
    model.eval()
    c = dict.fromkeys(("hit", "gold", "said", "category", "status", "mode", "issue", "moded"), 0)
    roles, parts = [[0, 0, 0] for _ in range(5)], [[0, 0, 0] for _ in range(4)]
    for batch in batches(cut_windows(documents, lambda d: d.sentences, corpus.vocabulary, lambda: limit), 3000, False):
        x = tensors(batch, corpus.vocabulary)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out = model.meaning(model.words(x), x["sentence"])
        y = meaning_targets(batch, x["sentence"].shape[1], corpus.labels["mode"])
        best = {k: out[k].argmax(-1) for k in ("trigger", "category", "status", "mode", "issue", "role", "said", "cue")}
        words = x["sentence"] >= 0
        gold, said = (y["trigger"] == 1) & words, (best["trigger"] == 1) & words
        both = gold & said
        c["hit"] += both.sum().item()
        c["gold"] += gold.sum().item()
        c["said"] += (said & (y["trigger"] != 2)).sum().item()
        c["category"] += (both & (best["category"] == y["category"])).sum().item()
        c["status"] += (both & (best["status"] == y["status"])).sum().item()
        c["issue"] += (both & (best["issue"] == y["issue"])).sum().item()
        c["mode"] += (both & (best["mode"] == y["mode"])).sum().item()
        c["moded"] += (both & (y["mode"] >= 0)).sum().item()
        _count_pairs(roles, y["role"], best["role"], both)
        _count_pairs(parts, y["said"], best["said"], y["cue"] > 0)
    return (f"{name}: trigger {_f1(c['hit'], c['gold'], c['said'])} +category {_f1(c['category'], c['gold'], c['said'])} "
            f"status {c['status'] / max(1, c['hit']):.3f} mode {c['mode'] / max(1, c['moded']):.3f} issue {c['issue'] / max(1, c['hit']):.3f} roles {[_f1(*r) for r in roles[1:]]} "
            f"said (words, gold cues) {[_f1(*p) for p in parts[1:]]}")  # fmt: skip


def _count_pairs(into, wanted, best, rows):
    w, b = wanted[rows], best[rows]
    for k in range(1, len(into)):
        into[k][0] += ((w == k) & (b == k)).sum().item()
        into[k][1] += (w == k).sum().item()
        into[k][2] += ((b == k) & (w >= 0)).sum().item()
