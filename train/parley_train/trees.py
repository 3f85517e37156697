"""Governors of the words of annotated texts, from the model's own trees: they say which word heads an annotated span."""
import torch

from .windows import batches, cut_windows, tensors


@torch.no_grad()
def read_heads(model, documents, vocabulary, limit: int = 160):
    """Sets `heads` of each document: the number of each word's governor in the document, -1 for a root."""
    model.eval()
    for d in documents:
        d.heads = [-1] * sum(map(len, d.sentences))
    for batch in batches(cut_windows(documents, lambda d: d.sentences, vocabulary, lambda: limit), 4000, False):
        x = tensors(batch, vocabulary)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            best = model.syntax(model.words(x), x["sentence"])["arc"].argmax(-1)
        for b, window in enumerate(batch):
            for i in range(sum(map(len, window.sentences))):
                governor = best[b, i].item()
                window.document.heads[window.offset + i] = window.offset + governor - 1 if governor else -1
