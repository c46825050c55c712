"""What the model says of a window, as mentions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec
import numpy as np

from ..types import Article, Mention, MentionId, Modality, Role, Words, digest
from .decode import Floats, Settings, Span, score, sigmoid, softmax, spans, trimmed
from .features import Bools, Slices, Tokens, Window
from .names import like_actor, mended, thing
from .recency import in_perfect, lately, until_now

SOURCE, TARGET, SAID_BY, WHEN, WHERE, SOURCE_BEFORE, TARGET_BEFORE = range(7)
ACTORS = 8  # of one side, at most
ISSUES = 3
ALONE = frozenset({"RETREAT/resign"})  # done to nobody: five in six of the labelled ones
_Named = list[Words]  # of one side
_Found = tuple[int, int, float]  # half-open places, and the share by which they have a role
IN = re.compile(r"(?:^|\s)(?:in|at)\s", re.IGNORECASE)
#: What may stand between two of several names for one side.
AND = re.compile(
    r"(?:\s*\([^)]{1,30}\))?\s*(?:,|and|or|,\s*and|,\s*or|as well as|along with|/|&)\s*"
    r"(?:(?:the|its|their|an?|his|her)\s+)?"
)
EMPTY = frozenset(
    "the a an of and or by to in on at for from with as into over 's ’s".split()
)  # no words


class Labels(msgspec.Struct, frozen=True):
    """``labels.json``: what the numbers mean, what was tuned, and digests of the other files."""

    digest: str  # of the whole model, part of the coder's name
    files: dict[str, str]
    types: list[str]
    modalities: list[Modality]
    modes: list[str]  # TYPE/mode
    issues: list[str]
    facts: list[tuple[str, int]]  # names and widths of what the reader says of an event
    settings: Settings


@dataclass(frozen=True, slots=True)
class Reading:
    """``found``: piece, places of its sentence, places of the trigger; a row each of ``about``,
    ``roles`` [rows, length, 7, 3] and ``facts`` [rows, all facts]."""

    window: Window
    glued: Bools
    tags: Floats
    found: list[tuple[int, Span, Span]]
    about: Slices
    roles: Floats
    facts: Floats


@dataclass(frozen=True, slots=True)
class _Row:
    """One trigger: its places, the facts by name, the spans of each role in places."""

    piece: int
    sentence: Span
    trigger: Span
    risk: float
    kind: Floats
    facts: dict[str, Floats]
    roles: list[list[_Found]]
    understood: tuple[bool, bool]


def mentions(
    article: Article,
    shift: int,
    sentences: Sequence[Span],
    tokens: Tokens,
    reading: Reading,
    labels: Labels,
) -> Iterator[Mention]:
    """Mentions of a window. ``shift`` is where the article's text begins in what was read."""
    words = _Quotes(article, shift, tokens, reading.window)
    reading = told_together(reading, labels)
    rows = [_row(reading, row, labels) for row in range(len(reading.found))]
    for row in _joined(rows, labels.settings):
        start, end = sentences[tokens.sentence_of[row.piece]]
        if trigger := words.at(*row.trigger):  # None for mere punctuation
            yield _mention(words, row, trigger, (start - shift, end - shift), labels)


def told_together(reading: Reading, labels: Labels) -> Reading:
    """With who tells of each event said by what the model takes for the tellers of its sentence's
    other events too, those that are surely events counting most: "officials said" holds for
    all that follows it."""
    roles = reading.roles.copy()
    for rows in _by_sentence(reading.found):
        shares = np.zeros((len(rows), len(reading.window.at), 3), dtype=np.float32)
        weights = np.zeros((len(rows), len(reading.window.at), 1), dtype=np.float32)
        places = [reading.about.at[row][reading.about.live[row]] for row in rows]
        for n, (row, at) in enumerate(zip(rows, places, strict=True)):
            shares[n, at] = reading.roles[row, : len(at), SAID_BY]
            kind = _facts(reading, row, labels)["kind"]
            weights[n, at] = _certain(_risk(reading, row), kind)
        others = (shares * weights).sum(0) - shares * weights
        beside = weights.sum(0) - weights
        part = np.where(beside > 0, labels.settings.together, 0.0)
        mixed = (1 - part) * shares + part * others / np.maximum(beside, 1e-6)
        for n, (row, at) in enumerate(zip(rows, places, strict=True)):
            roles[row, : len(at), SAID_BY] = mixed[n, at]
    return replace(reading, roles=roles)


def _by_sentence(found: Sequence[tuple[int, Span, Span]]) -> Iterator[list[int]]:
    """The rows of each sentence with several triggers."""
    rows: dict[Span, list[int]] = {}
    for row, (_, sentence, _) in enumerate(found):
        rows.setdefault(sentence, []).append(row)
    yield from (one for one in rows.values() if len(one) > 1)


def _risk(reading: Reading, row: int) -> float:
    """How surely the tagger takes a row's trigger for one."""
    _, _, (begin, end) = reading.found[row]
    return float(1 - reading.tags[begin:end, -1].min())


def _certain(risk: float, kind: Floats) -> float:
    """How surely there is an event, for the tagger and the reader."""
    return risk * (1 - float(softmax(kind)[-1]))


def _facts(reading: Reading, row: int, labels: Labels) -> dict[str, Floats]:
    cuts = np.cumsum([size for _, size in labels.facts])[:-1]
    names = (name for name, _ in labels.facts)
    return dict(zip(names, np.split(reading.facts[row], cuts), strict=True))


def _row(reading: Reading, row: int, labels: Labels) -> _Row:
    piece, sentence, trigger = reading.found[row]
    facts = _facts(reading, row, labels)
    tags = reading.tags[trigger[0] : trigger[1]]
    kind = softmax(facts["kind"])
    both = np.log(tags[:, :-1].max(0) + 1e-6) + np.log(kind[:-1] + 1e-6)
    size = int(reading.about.live[row].sum())
    first = int(reading.about.at[row, 0])
    split = sentence[0] - first
    glued = reading.glued[first : first + size]
    roles, told = [], _apart(reading.roles[row])
    for role, least in enumerate(labels.settings.role):
        left, right = (0, split) if role >= SOURCE_BEFORE else (split, size)
        shares = told[left:right, role]
        found = spans(shares, glued[left:right], least)
        if role in (SOURCE, TARGET) and not found and not _understood(facts, role, labels.settings):
            least = max(labels.settings.faint, (1 - float(shares[:, 0].min())) * 0.6)
            found = spans(shares, glued[left:right], least)
        roles.append([(b + left + first, e + left + first, p) for b, e, p in found])
    roles[SOURCE] = _doers(roles[SOURCE], roles[SAID_BY])
    empty = _understood(facts, SOURCE, labels.settings), _understood(facts, TARGET, labels.settings)
    return _Row(piece, sentence, trigger, _risk(reading, row), both, facts, roles, empty)


def _apart(roles: Floats) -> Floats:
    """No words act on themselves: each token's share goes to the surer of source and target."""
    out = roles.copy()
    inside = 1 - roles[:, (SOURCE, TARGET), 0]
    for side, lost in (
        (SOURCE, inside[:, 0] < inside[:, 1]),
        (TARGET, inside[:, 0] > inside[:, 1]),
    ):
        out[lost, side] = (1.0, 0.0, 0.0)
    return out


def _doers(sources: list[_Found], tellers: list[_Found]) -> list[_Found]:
    """Without who is rather the teller of an act than its doer."""
    if not tellers:
        return sources
    begin, end, sure = max(tellers, key=lambda one: one[2])
    return [one for one in sources if one[2] >= sure or one[1] <= begin or end <= one[0]]


def _understood(facts: dict[str, Floats], side: int, settings: Settings) -> bool:
    """Whether the model takes this side for one that the sentence leaves out."""
    return float(sigmoid(facts["null"][side])) > settings.null


def _joined(rows: list[_Row], settings: Settings) -> list[_Row]:
    """Two near triggers of one type and the same sides tell of one event: the surer stays."""
    kept: list[_Row] = []
    for row in rows:
        last = kept[-1] if kept else None
        if last is None or not _same(last, row, settings.joint):
            kept.append(row)
        elif _surer(row, last):
            kept[-1] = row
    return kept


def _same(left: _Row, right: _Row, joint: int) -> bool:
    if left.piece != right.piece or left.kind.argmax() != right.kind.argmax():
        return False
    near = right.trigger[0] - left.trigger[1] < joint
    return near and all(_sides_fit(left.roles[k], right.roles[k]) for k in (SOURCE, TARGET))


def _sides_fit(left: list[_Found], right: list[_Found]) -> bool:
    """Whether they share a word, or one of them is empty."""
    return not left or not right or any(a[0] < b[1] and b[0] < a[1] for a in left for b in right)


def _surer(one: _Row, other: _Row) -> bool:
    return _certain(one.risk, one.facts["kind"]) > _certain(other.risk, other.facts["kind"])


class _Quotes:
    """Places of a window -> words of the article; None outside its text."""

    def __init__(self, article: Article, shift: int, tokens: Tokens, window: Window) -> None:
        self.article, self.shift, self.tokens, self.window = article, shift, tokens, window

    def at(self, begin: int, end: int) -> Words | None:
        first, last = int(self.window.at[begin]), int(self.window.at[end - 1])
        if min(first, last) < 0 or last - first != end - 1 - begin:
            return None
        left, right = trimmed(self.tokens, self.text, first, last + 1, self.shift)
        words = self.text[left:right] if 0 <= left < right else ""
        return Words(words, left, right) if _says(words) else None

    def actor(self, begin: int, end: int) -> Words | None:
        """An actor's words, mended; None where nothing is left of them."""
        words = self.at(begin, end)
        found = mended(self.text, words) if words is not None else None
        return found if found is not None and _says(found.text) else None

    @property
    def text(self) -> str:
        return self.article.text


def _says(words: str) -> bool:
    """Whether words are more than a small word or a sign: no "from", no emoji."""
    return words.lower() not in EMPTY and any(one.isalnum() for one in words)


def _mention(quotes: _Quotes, row: _Row, trigger: Words, sentence: Span, labels: Labels) -> Mention:
    kind = labels.types[int(row.kind.argmax())]
    mode = _mode(row.facts["mode"], kind, labels.modes)
    if f"{kind}/{mode}" in ALONE:
        row = _alone(row)
    where, mutual = _best(quotes, row.roles[WHERE]), bool(row.facts["mutual"][0] > 0)
    named = _sides(quotes, row, labels.settings, where if mutual else None)
    sources, targets = (_roles(quotes, row, side, named[side]) for side in (SOURCE, TARGET))
    said_by = _teller(_best(quotes, row.roles[SAID_BY], quotes.actor), named[SOURCE])
    when = _best(quotes, row.roles[WHEN])
    issues = sigmoid(row.facts["issues"])
    mention = Mention(
        id=MentionId(""),
        article=quotes.article.id,
        sentence=sentence,
        trigger=trigger,
        type=kind,
        modality=_modality(row.facts["modality"], _recent(quotes.text, trigger, when), labels),
        sources=sources,
        targets=targets,
        mode=mode,
        mutual=mutual,
        said_by=Role(said_by) if said_by else None,
        when=when,
        where=where,
        issues=tuple(
            labels.issues[i]
            for i in np.argsort(-issues, kind="stable")[:ISSUES].tolist()
            if issues[i] > labels.settings.issue
        ),
        score=round(score(_signs(row), labels.settings.fit), 4),
        coder=f"onnx-{labels.digest}",
    )
    return replace(mention, id=_id(mention))


def _signs(row: _Row) -> tuple[float, ...]:
    """What speaks for a mention, as shares: what the tagger and the reader say of an event, both
    of its type, and of each side how sure its words are, or that it is understood."""
    sides = (
        max([float(sigmoid(row.facts["null"][side])), *(share for *_, share in row.roles[side])])
        for side in (SOURCE, TARGET)
    )
    event = float(softmax(row.facts["kind"])[:-1].sum())
    return row.risk, event, float(softmax(row.kind).max()), *sides


def _alone(row: _Row) -> _Row:
    """With a target only where its words are rather one than not."""
    roles = list(row.roles)
    roles[TARGET] = [one for one in roles[TARGET] if one[2] > 0.5]
    return replace(row, roles=roles, understood=(row.understood[SOURCE], False))


def _id(mention: Mention) -> MentionId:
    sides = [
        ",".join(str(role.words.start) for role in side if role.words)
        for side in (mention.sources, mention.targets)
    ]
    where = mention.trigger.start, mention.trigger.end
    return MentionId(digest(mention.article, *where, mention.type, *sides))


def _sides(
    quotes: _Quotes, row: _Row, settings: Settings, met: Words | None
) -> tuple[_Named, _Named]:
    """The words of both sides. Those below the share of their role count only if they are such
    as name actors; of a name that stands on both, cut in two, the surer side keeps it. Where both
    ``met`` is no side. A side's surest words are followed by those that are joined to them, as
    in "France and Italy", and rather on the side than not; by others only where the model is sure
    of them too."""
    found: list[tuple[float, int, Words]] = []
    for side in (SOURCE, TARGET):
        for begin, end, share in row.roles[side]:
            words = quotes.actor(begin, end)
            if words is None or thing(words.text) or _located(words, met, quotes.text):
                continue
            if share > settings.role[side] or like_actor(words.text):
                found.append((share, side, words))
    kept: tuple[_Named, _Named] = ([], [])
    left: list[tuple[float, int, Words]] = []
    waiting = sorted(found, key=lambda one: -one[0])
    while len(waiting) != len(left):  # of "A, B and C" the last may be joined only once B is in
        left = waiting
        waiting = [one for one in left if not _taken(quotes.text, one, kept, settings)]
    return kept


def _taken(
    text: str, one: tuple[float, int, Words], kept: tuple[_Named, _Named], settings: Settings
) -> bool:
    """Whether words with their share and side join those that are ``kept``."""
    share, side, words = one
    joined = any(_joint(text, words, other) for other in kept[side])
    if kept[side] and share <= (settings.joined if joined else settings.further):
        return False
    if any(_overlap(words, other) for other in (*kept[SOURCE], *kept[TARGET])):
        return False
    kept[side].append(words)
    return True


def _joint(text: str, one: Words, other: Words) -> bool:
    """Whether only "and", a comma or a bracket stands between two names."""
    first, last = (one, other) if one.start < other.start else (other, one)
    return AND.fullmatch(text, first.end, last.start) is not None


def _located(one: Words, met: Words | None, text: str) -> bool:
    """Whether words name the place of a meeting alone: one "in China" is none with China, nor
    one "at the Great Hall of the People" with the people."""
    if met is None or not _overlap(one, met):
        return False
    return IN.search(text[max(0, met.start - 4) : met.start] + met.text[:3]) is not None


def _roles(quotes: _Quotes, row: _Row, side: int, named: _Named) -> tuple[Role, ...]:
    """The actors of one side. Without words it is understood where the model says so, where
    its words are a thing's ("funded the building"), and always on the source's side."""
    words = sorted(named, key=lambda one: one.start)[:ACTORS]
    before = _best(quotes, row.roles[side + SOURCE_BEFORE], quotes.actor)
    if words:
        first, *rest = words
        return (Role(first, before), *(Role(one) for one in rest))
    read = (quotes.at(begin, end) for begin, end, _ in row.roles[side])
    understood = row.understood[side] or side == SOURCE
    if understood or any(one is not None and thing(one.text) for one in read):
        return (Role(None, before),)
    return ()


def _overlap(one: Words, other: Words) -> bool:
    return one.start < other.end and other.start < one.end


def _best(
    quotes: _Quotes,
    found: list[_Found],
    read: Callable[[int, int], Words | None] | None = None,
) -> Words | None:
    for begin, end, _ in sorted(found, key=lambda one: -one[2]):
        if (words := (read or quotes.at)(begin, end)) is not None:
            return words
    return None


def _teller(said_by: Words | None, doers: _Named) -> Words | None:
    """Who tells of it; nobody where those are the words of the doer, who announces it."""
    return None if said_by and any(_overlap(said_by, one) for one in doers) else said_by


def _recent(text: str, trigger: Words, when: Words | None) -> bool:
    """Whether the act is not long past: done yesterday or last week, or told in the present
    perfect, unless time words put it before now."""
    if when is not None and lately(when.text):
        return True
    return in_perfect(text, trigger.start) and (when is None or until_now(when.text))


def _modality(logits: Floats, recent: bool, labels: Labels) -> Modality:
    """The likeliest, what happened with a start; nothing recent is historic."""
    modalities, given = labels.modalities, logits.copy()
    given[modalities.index("happened")] += labels.settings.happened
    order: list[int] = np.argsort(-given, kind="stable").tolist()
    past = modalities[order[0]] == "historic" and recent
    return modalities[order[1] if past else order[0]]


def _mode(logits: Floats, kind: str, modes: list[str]) -> str | None:
    """The likeliest mode of this type, or None where "no mode" (the last) is likelier."""
    fits = [i for i, mode in enumerate(modes) if mode.startswith(f"{kind}/")]
    best = max([len(modes), *fits], key=lambda i: float(logits[i]))
    return None if best == len(modes) else modes[best].partition("/")[2]
