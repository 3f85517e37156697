"""The texts that the relevance gate learns from: reports of conflict and talks, and anything else."""
import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

WINDOW = 80
"""Words summed at once; a report of something else with a last paragraph on a war is about the war there."""

OWN = Path(__file__).parent.parent / "data"

# Collections nobody has looked through for wars: a text with one of these words is left out, not taken for something else.
DOUBTFUL = set("""war wars army armies military troops soldiers rebels rebel militants insurgents terrorist terrorists terrorism ceasefire
    truce bomb bombs bombing missile missiles airstrike airstrikes invasion occupation hostages genocide refugees battle navy regiment
    infantry brigade artillery weapons iraq iraqi afghanistan taliban palestinian hamas qaeda peacekeeping sanctions treaty""".split())  # fmt: skip

# Words that tell of no topic: of every report, or of every sentence.
PLAIN = set("""a an the and or but if of in on at to for from by with as into over after before about between during until than that this
    these those it its he his him she her they their them we our us you your i my me who whom whose which what when where how why is are was
    were be been being has have had having do does did done will would shall should can could may might must not no nor so such there here
    all any some each every both other others another more most many much few less least very also only just even still then now again
    once too up down out off through under against above per s t d ll re ve m one two three four five six seven eight nine ten first
    second third last next new old said says say told according reported reports report added spokesman spokeswoman statement news agency
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
    december sept oct nov dec jan feb aug week weeks month months year years day days today yesterday tomorrow earlier later since ago
    morning evening night overnight local time percent quot com www http reuters continental press wire staff correspondent editing
    writing reporting update""".split())  # fmt: skip


@dataclass(frozen=True)
class Text:
    id: str
    group: str
    """Where it is from; figures are given for each."""
    words: tuple[str, ...]
    is_about: bool
    weight: float
    is_scored: bool
    """Whether figures count it; the windows of other texts are for learning only, their texts are scored whole."""


def words_of(text: str) -> tuple[str, ...]:
    """As `wordsOf` of src/relevance: lower case, no marks on letters, runs of a to z."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return tuple(re.findall(r"[a-z]+", plain.lower()))


def features_of(words: tuple[str, ...]) -> list[str]:
    """Words, and pairs of neighbours, that are not plain ones only."""
    found = [word for word in words if word not in PLAIN]
    pairs = (pair for pair in zip(words, words[1:]) if not PLAIN.issuperset(pair))
    return found + [f"{a} {b}" for a, b in pairs]


def fold_of(id: str, folds: int) -> int:
    return int(hashlib.sha256(id.encode()).hexdigest()[:8], 16) % folds


def read_texts(data: Path) -> list[Text]:
    return [*reports(data / "events" / "dispatches.jsonl"), *sentences(data / "events" / "sentences.jsonl"), *others(data), *own_headlines(), *own_others()]


def reports(path: Path):
    for line in path.open():
        dispatch = json.loads(line)
        id, text, title = dispatch["id"], dispatch["text"], dispatch["title"] or ""
        yield Text(id, "dispatches", words_of(f"{title} {text}"), True, 0, True)
        if title:
            yield Text(id, "titles", words_of(title), True, 4, True)
        starts = [event["trigger"]["start"] for event in dispatch["events"]]
        for words, start, end in windows(text):
            if any(start <= at < end for at in starts):
                yield Text(id, "windows", words, True, 1, True)


def windows(text: str):
    """Half-overlapping windows with where they start and end, in characters."""
    found = list(re.finditer(r"\w+", text))
    for i in range(0, max(1, len(found) - WINDOW // 2), WINDOW // 2):
        run = found[i : i + WINDOW]
        if run:
            yield words_of(text[run[0].start() : run[-1].end()]), run[0].start(), run[-1].end()


def sentences(path: Path):
    """Those in which coders found a happening; and of those without one the few that have no word that tells of one elsewhere."""
    found = [json.loads(line) for line in path.open()]
    telling = {word for one in found for event in one["events"] for word in words_of(event["trigger"]["text"])} - PLAIN
    for sentence in found:
        words = words_of(sentence["text"])
        if sentence["events"]:
            yield Text(sentence["id"], "sentences", words, True, 1, True)
        elif (telling | DOUBTFUL).isdisjoint(words):
            yield Text(sentence["id"], "windows", words, False, 3, False)


def others(data: Path):
    for path in (data / "treebanks" / "ewt-train.conllu", data / "treebanks" / "gum-open-train.conllu"):
        for id, text in documents(path):
            if not re.match(r"newsgroup|weblog", id):
                yield from other(id, "other collections", text)
    words = (line.split("\t")[1] for line in (data / "ner" / "wikigold-train.iob2").open() if "\t" in line)
    running = " ".join(words)
    for n, i in enumerate(range(0, len(running), 2500)):
        yield from other(f"wikigold-{n}", "other collections", running[i : i + 2500])


def documents(path: Path):
    id, parts = "", []
    for line in path.open():
        if line.startswith("# newdoc id = "):
            if parts:
                yield id, " ".join(parts)
            id, parts = line.split(" = ")[1].strip(), []
        elif line.startswith("# text = "):
            parts.append(line[9:].strip())
    yield id, " ".join(parts)


def other(id: str, group: str, text: str, weight: float = 1):
    words = words_of(text)
    if weight == 1 and not DOUBTFUL.isdisjoint(words):
        return
    yield Text(id, group, words, False, 0, True)
    for part, _, _ in windows(text):
        yield Text(id, "windows", part, False, weight, False)


def own_headlines():
    for line in lines_of(OWN / "conflict-headlines.txt"):
        yield Text(line, "headlines", words_of(line), True, 3, True)


def lines_of(path: Path) -> list[str]:
    return [line for line in path.read_text().splitlines() if line and not line.startswith("#")]


def own_others():
    for line in lines_of(OWN / "other-news.txt"):
        yield from other(line[:60], "made up", line, 6)
        parts = re.split(r"(?<=[.?!]) (?=[A-Z\"])", line)
        for part in parts if len(parts) > 1 else ():
            yield Text(line[:60], "windows", words_of(part), False, 3, False)
