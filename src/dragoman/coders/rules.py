"""A coder without a model: names, a lexicon of acts, and plain patterns of English clauses.

Active ("X accused Y"), passive ("Y was accused by X"), nominal ("the arrest of Y by X").
It is the baseline, and the double for tests: fast, deterministic, and modest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ..actors import book
from ..dates import find_times
from ..ontology import TYPES
from ..sentences import split
from ..types import Article, Mention, MentionId, Modality, Role, Words, digest
from .lexicon import Act, lexicon

TOKEN: Final = re.compile(r"\w+(?:['’.-]\w+)*")
#: Common nouns and pronouns that act; the book of actors knows names only.
ROLE_NOUNS: Final = re.compile(
    r"\b(?:(?:the|a|an|its|their|his|her|both|some|several|two|three|hundreds of|thousands of)\s+)?"
    r"(?:[a-z]+(?:al|ist|ese|ian|ish|ing|ed|ive|or|ign|ity|n)\s+){0,2}"
    r"(?:governments?|minist(?:er|ers|ry)|presidents?|premier|officials|authorities|police|army|"
    r"military|troops|soldiers|forces|rebels?|militants|insurgents|gunmen|fighters|protesters|"
    r"demonstrators|activists|court|judges?|prosecutors?|parliament|lawmakers|senators|opposition|"
    r"union|workers|students|diplomats?|envoys?|ambassadors?|spokes(?:man|woman|person)|sides|"
    r"countries|nations|leaders?|delegation|residents|citizens|journalists?|refugees|migrants)\b"
)
PRONOUN: Final = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey)\b")
TITLE: Final = re.compile(
    r"(?:(?:[A-Z][\w.'’-]*|of|for|the)\s+)*"
    r"(?:President|Minister|Secretary|Premier|Chancellor|King|General|Ambassador|Envoy|Leader|"
    r"Speaker|Mr\.|Mrs\.|Ms\.|leader|minister|president|secretary|spokesman|spokeswoman|[A-Z]\w+)\s+$"
)
BE: Final = frozenset("is are was were be been being gets got".split())
PLANS: Final = frozenset("will would shall plans plan planned intends scheduled expected".split())
DOUBTS: Final = frozenset("if could might may whether unless possible considering".split())
DENIALS: Final = frozenset("not never denied denies without no didn't didn’t hasn't".split())
SAYS: Final = re.compile(
    r"\b(?:said|says|told|reported|announced|according to|stated|added)\b", re.IGNORECASE
)
REACH: Final = 12  # tokens between a verb and its actor


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    start: int
    end: int


class RulesCoder:
    """See the module. ``name`` changes with the rules."""

    name = "rules-1"

    def code(self, articles: Sequence[Article]) -> list[list[Mention]]:
        return [list(_mentions(article, self.name)) for article in articles]

    def pairs(
        self, text: str, pairs: Sequence[tuple[tuple[int, int], tuple[int, int]]]
    ) -> list[Mapping[str, float]]:
        """The type of the act nearest to the words between the pair gets .6; the rest is even."""
        acts = [(token, act) for token, act, _ in _acts(text, _tokens(text, 0, len(text)))]
        return [_spread(acts, pair) for pair in pairs]


def _spread(
    acts: list[tuple[Token, Act]], pair: tuple[tuple[int, int], tuple[int, int]]
) -> dict[str, float]:
    middle = sum(pair[0] + pair[1]) / 4
    nearest = min(acts, key=lambda one: abs(one[0].start - middle), default=None)
    if nearest is None:
        return dict.fromkeys(TYPES, 1 / len(TYPES))
    rest = 0.4 / (len(TYPES) - 1)
    return {name: 0.6 if name == nearest[1].type else rest for name in TYPES}


def _mentions(article: Article, coder: str) -> Iterator[Mention]:
    names = [(hit.start, hit.end) for hit in book().find(article.text)]
    times = find_times(article.text)
    for start, end in split(article.text):
        inside = [span for span in names if start <= span[0] and span[1] <= end]
        actors = _actors(article.text, start, end, inside)
        when = next((t for t in times if start <= t[0] and t[1] <= end), None)
        yield from _sentence(article, coder, (start, end), actors, when)


def _sentence(
    article: Article,
    coder: str,
    sentence: tuple[int, int],
    actors: list[Words],
    when: tuple[int, int] | None,
) -> Iterator[Mention]:
    text = article.text
    tokens = _tokens(text, *sentence)
    for trigger, act, at in _acts(text, tokens):
        sources, targets, mutual = _sides(tokens, at, act, actors, trigger)
        if not sources and not targets:
            continue
        said_by = _speaker(text, sentence, actors, sources)
        yield Mention(
            id=MentionId(
                digest(
                    article.id,
                    trigger.start,
                    trigger.end,
                    act.type,
                    *(one.start for one in sources),
                    *("/", *(one.start for one in targets)),
                )
            ),
            article=article.id,
            sentence=sentence,
            trigger=Words(trigger.text, trigger.start, trigger.end),
            type=act.type,
            mode=act.mode,
            modality=_modality(tokens, at),
            mutual=mutual,
            sources=tuple(Role(one) for one in sources),
            targets=tuple(Role(one) for one in targets),
            said_by=Role(said_by) if said_by else None,
            when=Words(text[slice(*when)], *when) if when else None,
            score=0.5,
            coder=coder,
        )


def _tokens(text: str, start: int, end: int) -> list[Token]:
    return [Token(m[0], m.start(), m.end()) for m in TOKEN.finditer(text, start, end)]


def _acts(text: str, tokens: list[Token]) -> Iterator[tuple[Token, Act, int]]:
    """Each act of a sentence: the trigger, what it is, and its verb's place among the tokens."""
    known = lexicon()
    for at, token in enumerate(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        both = f"{token.text}-{after.text}".lower() if after else ""
        for act in known.get(both, ()) or known.get(token.text.lower(), ()):
            if act.form == "noun" and not _acts_alone(tokens, at):
                continue
            last = after if both in known and after else token
            if act.noun:
                found = _object(tokens, at, act.noun)
                if found is None:
                    continue
                last = found
            yield Token(text[token.start : last.end], token.start, last.end), act, at
            break


def _acts_alone(tokens: list[Token], at: int) -> bool:
    """A noun is an act of its own with "of", "by", "on", "with" or "between" behind it."""
    after = tokens[at + 1].text.lower() if at + 1 < len(tokens) else ""
    return after in {"of", "by", "on", "with", "between", "against"}


def _object(tokens: list[Token], at: int, noun: str) -> Token | None:
    near = tokens[at + 1 : at + 6]
    return next((token for token in near if token.text.lower() == noun), None)


def _actors(text: str, start: int, end: int, names: list[tuple[int, int]]) -> list[Words]:
    """Names with their titles, role nouns and pronouns: in order, none inside another."""
    spans = [(_with_title(text, start, one[0]), one[1]) for one in names]
    for pattern in (ROLE_NOUNS, PRONOUN):
        spans += [m.span() for m in pattern.finditer(text, start, end)]
    spans.sort(key=lambda span: (span[0], -span[1]))
    kept: list[Words] = []
    for first, last in spans:
        if kept and first < kept[-1].end:
            continue
        kept.append(Words(text[first:last], first, last))
    return kept


def _with_title(text: str, sentence: int, start: int) -> int:
    before = text[max(sentence, start - 60) : start]
    found = TITLE.search(before)
    return start - len(found[0]) if found else start


def _sides(
    tokens: list[Token], at: int, act: Act, actors: list[Words], trigger: Token
) -> tuple[list[Words], list[Words], bool]:
    """Sources, targets, and whether both do the same."""
    before = [one for one in actors if one.end <= trigger.start]
    after = [one for one in actors if one.start >= trigger.end]
    left = _nearest(tokens, at, before[::-1])
    right = _nearest(tokens, at, after)
    mutual = act.type in ("CONSULT", "COOPERATE")
    words = [token.text.lower() for token in tokens[max(0, at - 3) : at]]
    if act.form in ("past", "participle") and BE & set(words[-2:]):
        by = next((t for t in tokens[at + 1 : at + 8] if t.text.lower() == "by"), None)
        agent = [one for one in after if by and one.start > by.end][:1]
        return agent, left, mutual
    if act.form == "noun":
        return _nominal(tokens, at, left, right, mutual)
    return left, right, mutual


def _nominal(
    tokens: list[Token], at: int, left: list[Words], right: list[Words], mutual: bool
) -> tuple[list[Words], list[Words], bool]:
    if tokens[at + 1].text.lower() == "by":
        return right, left, mutual
    return left, right, mutual


def _nearest(tokens: list[Token], at: int, actors: list[Words]) -> list[Words]:
    if not actors:
        return []
    edge = tokens[at].start
    low, high = min(edge, actors[0].start), max(edge, actors[0].end)
    between = sum(low <= token.start < high for token in tokens)
    return actors[:1] if between <= REACH + len(actors[0].text.split()) else []


def _modality(tokens: list[Token], at: int) -> Modality:
    before = {token.text.lower() for token in tokens[max(0, at - 5) : at]}
    if before & DENIALS:
        return "denied"
    if before & DOUBTS:
        return "hypothetical"
    if before & PLANS or (before & {"to"} and before & {"due", "set", "ready", "about"}):
        return "planned"
    return "happened"


def _speaker(
    text: str, sentence: tuple[int, int], actors: list[Words], sources: list[Words]
) -> Words | None:
    """Who tells it, where that is not the doer."""
    found = SAYS.search(text, *sentence)
    if found is None:
        return None
    near = min(
        actors,
        key=lambda one: min(abs(one.end - found.start()), abs(one.start - found.end())),
        default=None,
    )
    return None if near is None or near in sources else near
