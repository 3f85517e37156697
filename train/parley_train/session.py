"""The exported file run by onnxruntime, as the program runs it, for the comparison of int8 with float."""
from pathlib import Path

import numpy as np
import onnxruntime

from .windows import cut_windows, tensors


def las_of(path: Path, documents, vocabulary, labels, limit: int = 160) -> float:
    """LAS in percent on gold words, the likeliest head of each word, relations without subtypes."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    plain = [label.split(":")[0] for label in labels["deprel"]]
    right = words = 0
    for window in cut_windows(documents, lambda d: d, vocabulary, lambda: limit):
        x = tensors([window], vocabulary)
        arc, relation = session.run(["arc", "relation"], {k: v.numpy() for k, v in x.items() if k != "mask"})
        heads, best = arc[0].argmax(-1), relation[0, :, 0].argmax(-1)
        first = 0
        for sentence in window.sentences:
            for i, w in enumerate(sentence):
                wanted = first + w["head"] if w["head"] else 0
                right += int(heads[first + i] == wanted and plain[best[first + i]] == w["deprel"].split(":")[0])
            first += len(sentence)
            words += len(sentence)
    return 100 * right / words
