"""Narrows the inner maps of the encoder's layers to the channels that matter most, which makes it a quarter faster; training heals."""
import torch
import torch.nn.functional as F

from .windows import cut_windows, tensors


def narrow(layer, kept: torch.Tensor):
    """Keeps the channels `kept` between a layer's two inner maps."""
    layer.inner.weight.data, layer.inner.bias.data = layer.inner.weight.data[kept].clone(), layer.inner.bias.data[kept].clone()
    layer.outer.weight.data = layer.outer.weight.data[:, kept].clone()
    layer.inner.out_features = layer.outer.in_features = len(kept)


@torch.no_grad()
def prune(model, documents, vocabulary, width: int, windows: int = 60):
    """Keeps the `width` channels of each layer whose activation, over windows of `documents`, weighs most in what the layer adds."""
    weight = [torch.zeros(layer.inner.out_features) for layer in model.encoder.layers]

    def watch(i):
        return lambda _module, _inputs, output: weight[i].add_(F.gelu(output.float()).square().reshape(-1, output.shape[-1]).mean(0))

    hooks = [layer.inner.register_forward_hook(watch(i)) for i, layer in enumerate(model.encoder.layers)]
    model.eval()
    seen = cut_windows(documents, lambda d: d, vocabulary, lambda: 150)
    for window in seen[:: max(1, len(seen) // windows)]:
        model.words(tensors([window], vocabulary))
    for hook in hooks:
        hook.remove()
    for layer, active in zip(model.encoder.layers, weight):
        adds = active.sqrt() * layer.outer.weight.norm(dim=0)
        narrow(layer, adds.topk(width).indices.sort().values)
