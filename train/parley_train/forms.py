"""How a word looks to the model: its pieces' text, its shape, and the rule that turns it into its lemma.

`src/encoder/forms.ts` and `src/syntax/lemma.ts` do the same in TypeScript; `model/forms.json` holds examples that a test compares.
"""
import unicodedata

SHAPES = ["lower", "title", "upper", "capital", "digit", "mixed", "other", "none"]
_SIGNS = str.maketrans({"‘": "'", "’": "'", "‛": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
                        "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "…": "..."})  # fmt: skip


def model_form(form: str) -> str:
    """The form that the pieces are cut from: NFKC, with one kind of quote and one kind of dash."""
    return unicodedata.normalize("NFKC", form).translate(_SIGNS)


def shape(form: str) -> int:
    """Index in SHAPES."""
    letters = [c for c in form if c.isalpha()]
    if any(c.isdigit() for c in form):
        return 4
    if not letters:
        return 6
    if all(c.islower() for c in letters):
        return 0
    if len(letters) == 1:
        return 3
    if all(c.isupper() for c in letters):
        return 2
    return 1 if form[0].isupper() and all(c.islower() for c in letters[1:]) else 5


def _cased(word: str, casing: str) -> str:
    return {"keep": word, "lower": word.lower(), "upper": word.upper(), "title": word[:1].upper() + word[1:].lower()}[casing]


def apply_rule(rule: str, form: str) -> str:
    """`casing|cut|add`: drops `cut` characters at the end of the re-cased form and adds `add`; `=word` is the lemma itself."""
    if rule.startswith("="):
        return rule[1:]
    casing, cut, add = rule.split("|", 2)
    word = _cased(model_form(form), casing)
    return word[: len(word) - int(cut)] + add


def lemma_rule(form: str, lemma: str) -> str:
    """The shortest rule that makes the lemma from the form."""
    best = None
    for casing in ("keep", "lower", "title", "upper"):
        word = _cased(model_form(form), casing)
        common = 0
        while common < min(len(word), len(lemma)) and word[common] == lemma[common]:
            common += 1
        cut, add = len(word) - common, lemma[common:]
        if best is None or cut + len(add) < best[0]:
            best = (cut + len(add), f"{casing}|{cut}|{add}", common)
    return best[1] if best[2] > 0 or best[0] == 0 else "=" + lemma
