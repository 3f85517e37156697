"""Trains all heads together. One command: `python train/train.py --data DATA --out train/runs/a`; see train/README.md.

Writes `checkpoint.pt` (averaged weights, vocabulary, labels) into the output folder after each epoch, and a log to standard output.
"""
import argparse
import random
import time
from pathlib import Path

import torch

from parley_train.base import read_base
from parley_train.corpus import read_corpus
from parley_train.evaluate import look_at_meaning, look_at_syntax
from parley_train.losses import meaning_loss, meaning_targets, syntax_loss, syntax_targets
from parley_train.model import Encoder, Parley
from parley_train.prune import narrow, prune
from parley_train.trees import read_heads
from parley_train.windows import batches, cut_windows, tensors


def arguments():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", type=Path, required=True, help="folder with treebanks/, ner/ and events/")
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--epochs", type=float, default=7, help="passes over the treebanks")
    p.add_argument("--pieces", type=int, default=1200, help="word pieces a syntax batch")
    p.add_argument("--event-pieces", type=int, default=700, help="word pieces an event batch")
    p.add_argument("--vocabulary", type=int, default=48_000)
    p.add_argument("--layers", type=int, default=6)
    p.add_argument("--inner", type=int, default=1024, help="channels between the two inner maps of a layer; the base has 1,536")
    p.add_argument("--rate", type=float, default=1.5e-4)
    p.add_argument("--head-rate", type=float, default=2e-3)
    p.add_argument("--minutes", type=float, default=58, help="the decay is fitted to end by then")
    p.add_argument("--resume", type=Path, help="a checkpoint of a run that broke off; its averaged weights are gone on from")
    p.add_argument("--begin-with", type=Path, help="a checkpoint whose weights a new run begins with, at full rate")
    p.add_argument("--seed", type=int, default=1)
    return p.parse_args()


# Losses of the annotated events are several times as large as those of the treebanks, and would lead the encoder alone.
EVENTS_WEIGHT = 0.6
EVENTS_EVERY = 2  # steps; the annotated texts are few, and seen often enough
HIDDEN = 0.08  # of the words of annotated events, so that they are not learnt by heart


class Average:
    """Exponential average of the weights, every few steps; what is shipped."""

    def __init__(self, model, decay: float = 0.99, every: int = 5):
        self.model, self.decay, self.every, self.step = model, decay, every, 0
        self.weights = {k: v.detach().clone() for k, v in model.state_dict().items()}

    def update(self):
        self.step += 1
        if self.step % self.every:
            return
        decay = min(self.decay, self.step / self.every / (self.step / self.every + 9))
        for k, v in self.model.state_dict().items():
            self.weights[k].lerp_(v.detach(), 1 - decay)


class Schedule:
    """Warm-up, then linear decay to zero by the last step or by the last minute, whichever comes first."""

    def __init__(self, optimiser, steps: int, minutes: float, warm: int = 200):
        self.optimiser, self.steps, self.seconds, self.warm = optimiser, steps, minutes * 60, warm
        self.rates, self.step, self.began = [g["lr"] for g in optimiser.param_groups], 0, time.time()

    def left(self) -> float:
        return min(1 - self.step / self.steps, 1 - (time.time() - self.began) / self.seconds)

    def advance(self):
        self.step += 1
        factor = min(1.0, self.step / self.warm) * max(0.0, self.left())
        for group, rate in zip(self.optimiser.param_groups, self.rates):
            group["lr"] = rate * factor


def endless(make):
    """Batches for ever, cut anew each time they run out."""
    while True:
        yield from make()


def optimiser_of(model, rate, head_rate):
    encoder = [p for n, p in model.named_parameters() if n.startswith("encoder.")]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": encoder, "lr": rate}, {"params": heads, "lr": head_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


def step_loss(model, corpus, batch, events):
    x = tensors(batch, corpus.vocabulary)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = model.syntax(model.words(x), x["sentence"])
        loss = syntax_loss(model, out, syntax_targets(batch, corpus.labels, x["sentence"].shape[1]))
    parts = [loss.item()]
    if events:
        x = tensors(events, corpus.vocabulary, hidden=HIDDEN)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out = model.meaning(model.words(x), x["sentence"])
            more = meaning_loss(model, out, meaning_targets(events, x["sentence"].shape[1], corpus.labels["mode"]))
        parts.append(more.item())
        loss = loss + EVENTS_WEIGHT * more
    return loss, parts


def save(path: Path, corpus, average, args, step: int, epoch: int):
    path.mkdir(parents=True, exist_ok=True)
    torch.save({"weights": average.weights, "kept": corpus.vocabulary.kept, "labels": corpus.labels, "layers": args.layers, "inner": args.inner, "step": step,
                "epoch": epoch}, path / "checkpoint.pt")  # fmt: skip


def look(model, average, corpus):
    live = {k: v.detach().clone() for k, v in model.state_dict().items()}
    model.load_state_dict(average.weights)
    print(look_at_syntax(model, corpus.dev, corpus.vocabulary, corpus.labels, "ewt-dev"), flush=True)
    if hasattr(corpus.aside[0], "heads"):
        sentences = [d for d in corpus.aside if d.id.startswith("gmb-")]
        dispatches = [d for d in corpus.aside if not d.id.startswith("gmb-")]
        print(look_at_meaning(model, sentences, corpus, "aside sentences"), flush=True)
        print(look_at_meaning(model, dispatches, corpus, "aside dispatches"), flush=True)
    model.load_state_dict(live)
    model.train()


def take_over(model, state, base):
    """The weights of a checkpoint; heads that are new or of another size begin afresh."""
    for layer in model.encoder.layers:
        narrow(layer, torch.arange(state.get("inner", base.inner)))
    own = model.state_dict()
    fitting = {k: v for k, v in state["weights"].items() if k in own and v.shape == own[k].shape}
    print("new:", sorted(set(own) - set(fitting)), flush=True)
    model.load_state_dict(fitting, strict=False)


def main():
    args = arguments()
    torch.set_num_threads(2)
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    base = read_base()
    corpus = read_corpus(args.data, base, args.vocabulary)
    model = Parley(Encoder(base, corpus.vocabulary, args.layers), corpus.labels)
    print(f"{sum(p.numel() for p in model.parameters()) / 1e6:.1f} M parameters, {len(corpus.vocabulary.pieces)} pieces", flush=True)
    vocabulary = corpus.vocabulary
    cut = lambda: cut_windows(corpus.trees, lambda d: d, vocabulary, lambda: random.choice((1, random.randint(30, 200), random.randint(30, 200))))
    cut_events = lambda: batches(
        cut_windows(corpus.events, lambda d: d.sentences, vocabulary, lambda: random.randint(60, 250)), args.event_pieces, True)
    steps = int(len(batches(cut(), args.pieces, True)) * args.epochs)
    begun = args.resume or args.begin_with
    state = torch.load(begun, weights_only=False) if begun else None
    if state:
        take_over(model, state, base)
    if model.encoder.layers[0].inner.out_features > args.inner:
        prune(model, corpus.trees, vocabulary, args.inner)
    optimiser, average = optimiser_of(model, args.rate, args.head_rate), Average(model)
    schedule, events, epoch = Schedule(optimiser, steps, args.minutes), None, 0
    if state:
        epoch, schedule.step = (state["epoch"], state["step"]) if args.resume else (5, 0)
        read_heads(model, [*corpus.events, *corpus.aside], vocabulary)
        events = endless(cut_events)
    model.train()
    while schedule.left() > 0:
        for batch in batches(cut(), args.pieces, True):
            loss, parts = step_loss(model, corpus, batch, next(events) if events and schedule.step % EVENTS_EVERY == 0 else None)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            schedule.advance()
            optimiser.step()
            average.update()
            if schedule.step % 50 == 0:
                took = time.time() - schedule.began
                print(schedule.step, steps, " ".join(f"{p:.3f}" for p in parts), f"{took:.0f}s", flush=True)
            if schedule.left() <= 0:
                break
        epoch += 1
        if epoch <= 2 or epoch == 5:  # heads of the annotated spans, from trees that get better
            read_heads(model, [*corpus.events, *corpus.aside], vocabulary)
            events = events or endless(cut_events)
            model.train()
        save(args.out, corpus, average, args, schedule.step, epoch)
        look(model, average, corpus)


if __name__ == "__main__":
    main()
