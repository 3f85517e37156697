"""The encoder, written out plainly so that it exports without surprises, and its heads."""
import torch
import torch.nn as nn
import torch.nn.functional as F

from .base import Base
from .forms import SHAPES
from .vocabulary import Vocabulary

FAR = -1e4
CANDIDATES = 4  # heads a word whose relation is scored
HAPPENING = 48  # width of the vector by which two triggers are judged the same happening
FARTHEST = 7  # words further apart than 2 ** FARTHEST are equally far
PLACES = 2 * (2 * FARTHEST + 1)  # of two words: how far apart, which first, in one sentence or not


def place_of_pairs(sentence):
    """Numbers [B, N, N] below PLACES: on which side of word i word j lies and how far, by powers of two, and whether in its sentence."""
    at = torch.arange(sentence.shape[1], device=sentence.device)
    apart = (at[None, :] - at[:, None]).to(torch.float32)
    steps = torch.clamp(torch.ceil(torch.log2(apart.abs() + 1)), max=FARTHEST) * torch.sign(apart)
    same = (sentence[:, :, None] == sentence[:, None, :]).to(torch.long)
    return (steps.to(torch.long) + FARTHEST)[None] * 2 + same


class Layer(nn.Module):
    def __init__(self, base: Base, drop: float):
        super().__init__()
        H, self.heads = base.width, base.heads
        self.q, self.k, self.v, self.o = (nn.Linear(H, H) for _ in range(4))
        self.after_attention = nn.LayerNorm(H, base.epsilon)
        self.inner, self.outer = nn.Linear(H, base.inner), nn.Linear(base.inner, H)
        self.after = nn.LayerNorm(H, base.epsilon)
        self.drop = nn.Dropout(drop)

    def attend(self, x, bias):
        B, T, H = x.shape
        d = H // self.heads
        q, k, v = (f(x).view(B, T, self.heads, d).transpose(1, 2) for f in (self.q, self.k, self.v))
        out = torch.softmax(q @ k.transpose(2, 3) * (d**-0.5) + bias.to(q.dtype), -1) @ v
        return self.o(out.transpose(1, 2).reshape(B, T, H))

    def forward(self, x, bias):
        x = self.after_attention(x + self.drop(self.attend(x, bias)))
        return self.after(x + self.drop(self.outer(F.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """Two vectors a word [B, N, H]: the means of its pieces after the last layer, and before the first (its spelling)."""

    def __init__(self, base: Base, vocabulary: Vocabulary, layers: int, drop: float = 0.1):
        super().__init__()
        H = base.width
        self.piece = nn.Embedding(len(vocabulary.pieces), H)
        self.position = nn.Parameter(torch.zeros(base.positions, H))
        self.shape = nn.Embedding(len(SHAPES), H)
        self.norm, self.drop = nn.LayerNorm(H, base.epsilon), nn.Dropout(drop)
        self.layers = nn.ModuleList([Layer(base, drop) for _ in range(layers)])
        self._take_over(base, vocabulary)

    def _take_over(self, base: Base, vocabulary: Vocabulary):
        H, get = base.width, base.weight
        self.piece.weight.data = get("emb.word", (base.rows, H))[vocabulary.kept].clone()
        self.position.data = get("emb.pos", (base.positions, H)) + get("emb.type", (2, H))[0]
        nn.init.zeros_(self.shape.weight)
        self.norm.weight.data, self.norm.bias.data = get("emb.ln.w", (H,)), get("emb.ln.b", (H,))
        for i, layer in enumerate(self.layers):
            names = {"q": layer.q, "k": layer.k, "v": layer.v, "ao": layer.o, "fi": layer.inner, "fo": layer.outer}
            for name, linear in names.items():
                linear.weight.data = get(f"l{i}.{name}.w", tuple(linear.weight.shape))
                linear.bias.data = get(f"l{i}.{name}.b", tuple(linear.bias.shape))
            for name, norm in {"aln": layer.after_attention, "oln": layer.after}.items():
                norm.weight.data, norm.bias.data = get(f"l{i}.{name}.w", (H,)), get(f"l{i}.{name}.b", (H,))

    def forward(self, ids, shape, mask, pool):
        pieces = self.piece(ids)
        x = self.drop(self.norm(pieces + self.position[: ids.shape[1]] + self.shape(shape)))
        bias = (1.0 - mask[:, None, None, :]) * FAR
        for layer in self.layers:
            x = layer(x, bias)
        return pool.to(x.dtype) @ x, pool @ pieces


def _one(x):
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class Pairs(nn.Module):
    """Scores [B, N, M, labels] of pairs of words: biaffine, and by how they lie to each other (`places` [B, N, M])."""

    def __init__(self, width: int, inner: int, labels: int, drop: float):
        super().__init__()
        self.a, self.b, self.drop = nn.Linear(width, inner), nn.Linear(width, inner), nn.Dropout(drop)
        self.weight = nn.Parameter(torch.randn(inner + 1, labels * (inner + 1)) * 0.02)
        self.place = nn.Embedding(PLACES, labels)
        nn.init.zeros_(self.place.weight)
        self.labels = labels

    def forward(self, w, v, places):
        a, b = _one(self.drop(F.gelu(self.a(w)))), _one(self.drop(F.gelu(self.b(v))))
        B, N, D = a.shape
        left = (a @ self.weight.to(a.dtype)).view(B, N * self.labels, D)
        return (left @ b.transpose(1, 2)).view(B, N, self.labels, -1).transpose(2, 3) + self.place(places)


class Tree(nn.Module):
    """Arc scores [B, N, N + 1] (column 0 is the root) within a sentence, and relation scores for the likeliest heads."""

    def __init__(self, width: int, labels: int, drop: float, arc: int = 256, relation: int = 64):
        super().__init__()
        self.root = nn.Parameter(torch.randn(width) * 0.1)
        self.drop = nn.Dropout(drop)
        self.arc_d, self.arc_h = nn.Linear(width, arc), nn.Linear(width, arc)
        self.arc = nn.Parameter(torch.randn(arc + 1, arc) * 0.02)
        self.rel_d, self.rel_h = nn.Linear(width, relation), nn.Linear(width, relation)
        self.relation = nn.Parameter(torch.randn(relation + 1, labels * (relation + 1)) * 0.02)
        self.labels = labels

    def forward(self, w, sentence):
        B, N, _ = w.shape
        with_root = torch.cat([self.root.to(w.dtype).expand(B, 1, -1), w], 1)
        d, h = self.drop(F.gelu(self.arc_d(w))), self.drop(F.gelu(self.arc_h(with_root)))
        arcs = (_one(d) @ self.arc.to(d.dtype)) @ h.transpose(1, 2)
        same = (sentence[:, :, None] == sentence[:, None, :]).to(torch.float32)
        same = same * (1 - torch.eye(N, device=w.device))  # no word governs itself
        allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
        arcs = arcs.float() + (1 - allowed) * FAR
        features = self.drop(F.gelu(self.rel_d(w))), self.drop(F.gelu(self.rel_h(with_root)))
        return arcs, features

    def relations(self, features, heads):
        """Scores [B, N, K, labels] for `heads` [B, N, K]."""
        d, h = features
        B, N, _ = d.shape
        K, L = heads.shape[2], h.shape[2] + 1
        chosen = torch.gather(_one(h), 1, heads.reshape(B, N * K, 1).expand(-1, -1, L)).view(B, N, K, L)
        left = (_one(d) @ self.relation.to(d.dtype)).view(B, N, self.labels, L)
        return chosen @ left.transpose(2, 3)


class Parley(nn.Module):
    """All heads on one encoder. `labels` names the labels of each head."""

    WORD_HEADS = ("upos", "xpos", "feats", "lemma", "names", "trigger", "category", "status", "mode", "issue", "cue")

    def __init__(self, encoder: Encoder, labels: dict[str, list[str]], drop: float = 0.33):
        super().__init__()
        H = encoder.norm.weight.shape[0]
        self.encoder, self.drop = encoder, nn.Dropout(drop)
        self.heads = nn.ModuleDict({name: nn.Linear(H, len(labels[name])) for name in self.WORD_HEADS})
        # A lemma follows from the spelling as much as from the sentence, and so does a name.
        self.spelling = nn.ModuleDict({name: nn.Linear(H, len(labels[name]), bias=False) for name in ("lemma", "names", "feats")})
        for linear in self.spelling.values():
            nn.init.zeros_(linear.weight)
        self.tree = Tree(H, len(labels["deprel"]), drop)
        self.role = Pairs(H, 128, len(labels["role"]), drop)
        self.said = Pairs(H, 128, len(labels["said"]), drop)
        self.happening = nn.Linear(H, HAPPENING)
        self.same = nn.Parameter(torch.tensor([4.0, -2.0]))  # scale and bias of the cosine of two happenings

    def words(self, x):
        return self.encoder(x["ids"], x["shape"], x["mask"], x["pool"])

    def syntax(self, words, sentence):
        """Word scores of the syntax heads and names, arcs, relation features."""
        w, spelling = self.drop(words[0]), self.drop(words[1])
        out = {name: self.heads[name](w) for name in ("upos", "xpos", "feats", "lemma", "names")}
        for name, linear in self.spelling.items():
            out[name] = out[name] + linear(spelling)
        out["arc"], out["features"] = self.tree(w, sentence)
        return out

    def meaning(self, words, sentence):
        """Scores of triggers, categories, statuses, modes, issues, roles, statements, and the vectors of happenings."""
        w, places = self.drop(words[0]), place_of_pairs(sentence)
        return {**self._meaning_of(w), "role": self.role(w, w, places), "said": self.said(w, w, places)}

    def meaning_words(self, words):
        """The same without pairs."""
        return self._meaning_of(words[0])

    def _meaning_of(self, w):
        out = {name: self.heads[name](w) for name in ("trigger", "category", "status", "mode", "issue", "cue")}
        return {**out, "happening": F.normalize(self.happening(w).float(), dim=-1)}
