"""Makes the encoder fit for int8: spreads what a few channels hold over input and weights (SmoothQuant; Xiao et al. 2023).

A handful of channels of a BERT's activations are fifty times as large as the rest, and int8 takes one range for a whole matrix. Each
input channel is divided by a factor that the weights are multiplied with: the products stay the same, the ranges become even.
"""
import torch
import torch.nn as nn

from .windows import cut_windows, tensors

BY_ROW = ("outer",)  # maps whose input is brought to one range word piece by word piece
STRENGTH = 0.8  # share of the range that is moved from activations to weights


class Smoothed(nn.Module):
    """A linear map of an input that is scaled channel by channel first."""

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor, largest: torch.Tensor, by_row: bool):
        super().__init__()
        self.by_row = by_row
        factor = largest.clamp(min=1e-3) ** STRENGTH / weight.abs().amax(0).clamp(min=1e-3) ** (1 - STRENGTH)
        factor = factor / factor.log().mean().exp()
        self.scale = nn.Parameter(1 / factor)
        self.linear = nn.Linear(weight.shape[1], weight.shape[0])
        self.linear.weight.data, self.linear.bias.data = weight * factor, bias

    def forward(self, x):
        x = x * self.scale
        if not self.by_row:
            return self.linear(x)
        largest = x.abs().amax(-1, keepdim=True) + 1e-6
        return nn.functional.linear(x / largest, self.linear.weight) * largest + self.linear.bias


class PlainNorm(nn.Module):
    """A layer norm in plain steps: the runtime's own kernel takes twice the time of these."""

    def __init__(self, norm):
        super().__init__()
        self.weight, self.bias, self.eps = norm.weight, norm.bias, norm.eps

    def forward(self, x):
        mean = x.mean(-1, keepdim=True)
        spread = (x * x).mean(-1, keepdim=True) - mean * mean
        return (x - mean) * torch.rsqrt(spread + self.eps) * self.weight + self.bias


class SmoothedLayer(nn.Module):
    """A layer with queries, keys and values in one map, all maps smoothed."""

    def __init__(self, layer, largest: dict[str, torch.Tensor]):
        super().__init__()
        self.heads = layer.heads
        one = lambda name: Smoothed(getattr(layer, name).weight.detach(), getattr(layer, name).bias.detach(), largest[name], name in BY_ROW)
        self.o, self.inner, self.outer = one("o"), one("inner"), one("outer")
        # What attention's scores and its output are multiplied with goes into the maps before them.
        asked = (layer.q.weight.shape[0] // layer.heads) ** -0.5
        weight = torch.cat([layer.q.weight * asked, layer.k.weight, layer.v.weight * self.o.scale[:, None]]).detach()
        bias = torch.cat([layer.q.bias * asked, layer.k.bias, layer.v.bias * self.o.scale]).detach()
        self.o = self.o.linear
        self.qkv = Smoothed(weight, bias, largest["q"], "q" in BY_ROW)
        self.after_attention, self.after = PlainNorm(layer.after_attention), PlainNorm(layer.after)

    def forward(self, x, _bias):  # a window runs alone: nothing is masked
        B, T, H = x.shape
        q, k, v = self.qkv(x).view(B, T, 3, self.heads, H // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        out = torch.softmax(q @ k.transpose(2, 3), -1) @ v
        x = self.after_attention(x + self.o(out.transpose(1, 2).reshape(B, T, H)))
        return self.after(x + self.outer(nn.functional.gelu(self.inner(x))))


@torch.no_grad()
def smooth(model, documents, vocabulary, windows: int = 80):
    """Replaces the encoder's layers, with the ranges seen in windows of `documents` (of the training data)."""
    largest: dict[tuple[int, str], torch.Tensor] = {}

    def watch(key):
        def see(_module, inputs, _output):
            top = inputs[0].reshape(-1, inputs[0].shape[-1]).abs().amax(0)
            largest[key] = torch.maximum(largest[key], top) if key in largest else top

        return see

    names = ("q", "o", "inner", "outer")
    hooks = [getattr(layer, n).register_forward_hook(watch((i, n))) for i, layer in enumerate(model.encoder.layers) for n in names]
    seen = cut_windows(documents, lambda d: d, vocabulary, lambda: 150)
    for window in seen[:: max(1, len(seen) // windows)]:
        model.words(tensors([window], vocabulary))
    for hook in hooks:
        hook.remove()
    model.encoder.layers = nn.ModuleList(
        SmoothedLayer(layer, {n: largest[i, n] for n in names}) for i, layer in enumerate(model.encoder.layers))
