"""Exports a checkpoint: `python train/export.py --checkpoint train/runs/a/checkpoint.pt --data DATA --model model`.

Writes parley.onnx (int8), labels.json, pieces.json, lemmas.json and forms.json, and refuses where int8 loses more than 0.3 LAS on EWT dev.
"""
import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import onnx
import torch
import torch.nn as nn
from onnxruntime.quantization import QuantType, quantize_dynamic

from parley_train.base import read_base
from parley_train.forms import apply_rule, lemma_rule, model_form, shape
from parley_train.model import CANDIDATES, Encoder, Parley, place_of_pairs
from parley_train.prune import narrow
from parley_train.session import las_of
from parley_train.smooth import smooth
from parley_train.treebank import read_conllu
from parley_train.vocabulary import Vocabulary

INPUTS = ["ids", "shape", "pool", "sentence"]
# Names and axes of the outputs; docs/model.md tells what each holds.
OUTPUTS = {
    "upos": "BNu", "xpos": "BN", "feats": "BN", "lemma": "BN", "names": "BNy", "arc": "BNg", "candidate": "BNk", "relation": "BNkr",
    "trigger": "BNt", "category": "BNc", "status": "BNs", "mode": "BNm", "issue": "BNi", "cue": "BNq", "happening": "BNh",
    "roleRow": "R", "role": "BRNo", "saidRow": "Q", "said": "BQNp",
}  # fmt: skip
# Pairs are scored only for words that may be a trigger, or a cue, at least so much.
PAIRS_LEAST = 0.05
MOST_LOST_LAS = 0.3


def rows_of(scores):
    """Numbers of the words of a window for which the first label is not all but certain; the first word always, so that none is never."""
    may_be = torch.softmax(scores, -1)[0, :, 0] < 1 - PAIRS_LEAST
    first = torch.arange(scores.shape[1]) == 0
    return torch.nonzero(may_be | first)[:, 0]


class Shipped(nn.Module):
    """The model as the program runs it, one window at a time: log probabilities a word, probabilities of the pairs that may matter, the
    best tag where only that is used."""

    def __init__(self, model: Parley):
        super().__init__()
        self.model = model

    def forward(self, ids, shape, pool, sentence):
        m = self.model
        w = m.encoder(ids, shape, torch.ones_like(ids, dtype=torch.float32), pool)
        s, e = m.syntax(w, sentence), m.meaning_words(w)
        role_rows, said_rows = rows_of(e["trigger"]), rows_of(e["cue"])
        pairs = lambda head, rows: torch.softmax(head(w[0][:, rows], w[0], place_of_pairs(sentence)[:, rows]), -1)
        most = torch.nn.functional.pad(s["arc"], (0, CANDIDATES), value=-1e9)  # a window may have fewer words than candidates
        candidate = torch.topk(most, CANDIDATES, dim=-1).indices.clamp(max=s["arc"].shape[2] - 1)
        relation = torch.log_softmax(m.tree.relations(s["features"], candidate), -1)
        log = lambda x: torch.log_softmax(x, -1)
        best = {k: s[k].argmax(-1) for k in ("xpos", "feats", "lemma")}
        return (log(s["upos"]), best["xpos"], best["feats"], best["lemma"], log(s["names"]), s["arc"], candidate, relation,
                log(e["trigger"]), log(e["category"]), log(e["status"]), log(e["mode"]), log(e["issue"]),
                log(e["cue"]), e["happening"], role_rows, pairs(m.role, role_rows), said_rows, pairs(m.said, said_rows))  # fmt: skip


def load(checkpoint: Path):
    state, base = torch.load(checkpoint, weights_only=False), read_base()
    vocabulary = Vocabulary(base, state["kept"])
    model = Parley(Encoder(base, vocabulary, state["layers"]), state["labels"])
    for layer in model.encoder.layers:
        narrow(layer, torch.arange(state.get("inner", base.inner)))
    model.load_state_dict(state["weights"], strict=False)
    return model.eval(), vocabulary, state["labels"]


def example_inputs(vocabulary):
    B, N, T = 1, 9, 14
    pool = torch.zeros(B, N, T)
    pool[:, torch.arange(N), torch.arange(N) + 1] = 1
    sentence = torch.zeros(B, N, dtype=torch.long)
    sentence[:, 5:] = 1
    ids = torch.randint(4, len(vocabulary.pieces), (B, T))
    return ids, torch.zeros(B, T, dtype=torch.long), pool, sentence


def export_float(model, vocabulary, path: Path):
    axes = {"ids": "BT", "shape": "BT", "pool": "BNT", "sentence": "BN", **OUTPUTS}
    dynamic = {name: {i: a for i, a in enumerate(spec) if a in "NTRQ"} for name, spec in axes.items()}
    dynamic["arc"][2] = "G"
    torch.onnx.export(Shipped(model), example_inputs(vocabulary), str(path), input_names=INPUTS, output_names=list(OUTPUTS),
                      dynamic_axes=dynamic, opset_version=17, dynamo=False)  # fmt: skip


def quantise(path: Path, out: Path, float_heads: bool):
    """int8 a channel; 7 bits of range so that processors without VNNI sum without overflow and give the same integers."""
    graph = onnx.load(path).graph
    keep = [n.name for n in graph.node if n.op_type == "MatMul" and "/encoder/" not in n.name] if float_heads else []
    quantize_dynamic(str(path), str(out), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True, nodes_to_exclude=keep)


def forms_examples(data: Path) -> list[dict]:
    """Words with what the model's input and the lemma rules make of them; the program's own functions are tested on these."""
    words = {}
    for document in read_conllu(data / "treebanks/ewt-train.conllu")[::9]:
        for w in (w for s in document for w in s):
            words.setdefault((shape(w["form"]), w["lemma"]), w["form"])
    extra = ["“", "’s", "…", "–", "½", "ﬁne", "Türkiye", "МИД", "٣", "U.S.", "al-Ani", "iPhone", "A", "3rd", "$"]
    forms = [(f, lemma_rule(f, f.lower())) for f in extra] + [(f, rule) for (_, rule), f in list(words.items())[:400]]
    return [{"form": f, "model": model_form(f), "shape": shape(f), "rule": r, "lemma": apply_rule(r, f)} for f, r in forms]


def known_lemmas(data: Path, labels) -> dict[str, int]:
    """`form tag` → number of the lemma rule, for words whose every occurrence in the treebanks takes the same rule."""
    rules, seen = {r: i for i, r in enumerate(labels["lemma"])}, {}
    for name in ("ewt-train", "gum-open-train"):
        for w in (w for d in read_conllu(data / f"treebanks/{name}.conllu") for s in d for w in s):
            seen.setdefault(f"{w['form']} {w['xpos']}", set()).add(w["lemma"])
    return {k: rules[r] for k, (r, *others) in seen.items() if not others and r in rules}


def write_tables(model_dir: Path, vocabulary, labels, data: Path, same, onnx_hash: str):
    dump = lambda name, value: (model_dir / name).write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", "utf8")
    dump("labels.json", {"format": 2, "onnx": onnx_hash, "heads": labels, "candidates": CANDIDATES,
                         "same": [round(v, 4) for v in same.tolist()],
                         "special": {k: getattr(vocabulary, k) for k in ("bos", "eos", "pad", "unk")}})  # fmt: skip
    dump("pieces.json", {"pieces": vocabulary.pieces, "scores": vocabulary.scores})
    dump("lemmas.json", known_lemmas(data, labels))
    dump("forms.json", forms_examples(data))


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--checkpoint", type=Path, required=True)
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--model", type=Path, required=True)
    p.add_argument("--quantise-heads", action="store_true")
    p.add_argument("--unchecked", action="store_true", help="skip the comparison of int8 with float")
    args = p.parse_args()
    model, vocabulary, labels = load(args.checkpoint)
    args.model.mkdir(exist_ok=True)
    smooth(model, read_conllu(args.data / "treebanks/ewt-train.conllu"), vocabulary)
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "float.onnx", args.model / "parley.onnx"
        export_float(model, vocabulary, whole)
        quantise(whole, small, not args.quantise_heads)
        if not args.unchecked:
            dev = read_conllu(args.data / "treebanks/ewt-dev.conllu")
            before, after = las_of(whole, dev, vocabulary, labels), las_of(small, dev, vocabulary, labels)
            print(f"EWT dev LAS: float {before:.2f}, int8 {after:.2f}")
            if before - after > MOST_LOST_LAS:
                raise SystemExit(f"int8 loses {before - after:.2f} LAS, more than {MOST_LOST_LAS}")
    onnx_hash = hashlib.sha256(small.read_bytes()).hexdigest()
    write_tables(args.model, vocabulary, labels, args.data, model.same.detach(), onnx_hash)
    print(f"{small}: {small.stat().st_size / 1e6:.1f} MB, sha256 {onnx_hash}")


if __name__ == "__main__":
    main()
