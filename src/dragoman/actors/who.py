"""Whom each role of an article's mentions stands for.

Words that name somebody are read by the grammar; pronouns, definite descriptions, local actors
and sides that are only understood are settled by ``likeliest``, and marked as inherited with
the words that they come from.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from ..types import Mention, Party, Role, Words
from . import guess
from .antecedents import (
    AGREEING,
    agrees,
    body_before,
    firm_before,
    firms_meant,
)
from .bearers import beside
from .company import Companies
from .context import Context
from .groups import BRANCHES, Groups
from .likeliest import alone_across, likeliest
from .looks import only_looks
from .naming import tokens
from .pronouns import pronoun_in, pronoun_kind
from .reading import NON_STATES, Reading
from .scan import scanned
from .scene import Occurrence, Reference, Scene

JOINTS = re.compile(r",? and |, ")
TIED = re.compile(r"[-–](?=[A-Z])")  # "U.S.-China"
LOCAL = frozenset("CVL COP JUD EDU MED LAB AGR SOC OPP REL".split())
LAND = re.compile(r"(?:state|demonym) in the book")
THAT = len("that ")
THAT_LAND = re.compile(r"that (?:country|nation|state|kingdom|republic)\b")
#: "representatives of the energy company of that country"
OF_THAT = re.compile(rf"\b(?:of|from|in) (?P<that>{THAT_LAND.pattern})")
LITTLE = 4.0  # namings of countries; a text with fewer places no unknown name


class Who:
    """One article's actors. Roles may be asked for in any order."""

    def __init__(self, context: Context, mentions: Sequence[Mention]) -> None:
        self.context = context
        self.read: dict[tuple[int, int], Reading] = {}
        self.heads: dict[tuple[int, int], str] = {}
        self.mentions = mentions
        self.companies = Companies(mentions, self._head, self._place)
        self.groups = Groups(
            context.text, lambda: self.scene, lambda: self._pairs_named, self.reading
        )

    # --- the scene; made when the first role asks for it ------------------------------------

    @cached_property
    def _named(self) -> list[Occurrence]:
        """Everybody whom the article names: first in roles, then elsewhere."""
        roles = list(self._roles(self.mentions))
        spans = sorted((one.start, one.end) for one in roles)
        return roles + list(scanned(self.context, lambda at: _inside(at, spans)))

    @cached_property
    def _unplaced(self) -> Scene:
        """The scene as far as words alone tell of whom people and bodies are."""
        return Scene(self.context, self._named)

    @cached_property
    def scene(self) -> Scene:
        """The scene with a country for those whom the article names without one."""
        if not self.homes:
            return self._unplaced
        return Scene(self.context, [self._placed(one) for one in self._named])

    @cached_property
    def _pairs_named(self) -> list[tuple[Occurrence, Occurrence]]:
        return [pair for one in self.mentions if (pair := self._pair(one))]

    # --- what the words say ----------------------------------------------------------------

    def reading(self, words: Words) -> Reading:
        """The grammar's reading of a span, kept; with what follows it where it leaves open
        whose it is: "a court" of "a court in Karlsruhe"."""
        span = words.start, words.end
        if span not in self.read:
            run = self.context.run(*span)
            alone = self.context.read(run)
            tail = self.context.tail(words.end) if _local(alone) else ()
            longer = self.context.read([*run, *tail]) if tail else alone
            known = longer.head and longer.noun == alone.noun and self.context.tells(longer.head)
            self.read[span] = beside(self.context, longer if known else alone, run)
        return self.read[span]

    def _roles(self, mentions: Sequence[Mention]) -> Iterator[Occurrence]:
        for mention in mentions:
            for side, roles in (("source", mention.sources), ("target", mention.targets)):
                for role in roles:
                    if role.words is not None and pronoun_in(role.words.text) is None:
                        words = role.words
                        yield Occurrence(words.start, words.end, self.reading(words), side)

    def _pair(self, mention: Mention) -> tuple[Occurrence, Occurrence] | None:
        """A mention's two sides where both are named apart."""
        sides = []
        for side, roles in (("source", mention.sources), ("target", mention.targets)):
            for role in roles:
                if role.words is not None and self.reading(role.words).head:
                    words = role.words
                    sides.append(Occurrence(words.start, words.end, self.reading(words), side))
                    break
        if len(sides) == 2 and sides[0].head != sides[1].head:
            return sides[0], sides[1]
        return None

    @cached_property
    def homes(self) -> dict[tuple[str, ...], tuple[str, str]]:
        """The countries of people and bodies whom the article names without one, and why."""
        homes: dict[tuple[str, ...], tuple[str, str]] = {}
        little = self._little()
        for one in sorted(self._named, key=lambda one: one.start):
            name = tuple([word.key for word in one.reading.named])
            if not name or one.reading.head or name in homes:
                continue
            if little and one.reading.noun is None:
                continue
            known = next((homes[full] for full in homes if _part_of(name, full)), None)
            around = self.context.sentence(one.start)
            chosen = known or likeliest(
                self._unplaced, Reference("named", one.start, around, one.reading)
            )
            if chosen is not None:
                homes[name] = chosen
        return homes

    def _little(self) -> bool:
        """Whether too little is told of countries to place a name; in a paper's news of its own
        country, with no other told of, nothing need be."""
        where, home = self.context.where, self.context.home
        at_home = home is not None and {one.country for one in where.namings} <= {home}
        return where.total < LITTLE and not at_home

    def _placed(self, one: Occurrence) -> Occurrence:
        name = tuple(word.key for word in one.reading.named)
        home = self.homes.get(name)
        if one.reading.head or home is None:
            return one
        return one.but(reading=one.reading.but(head=home[0]))

    # --- whom a role stands for ------------------------------------------------------------

    def parties(self, role: Role, mention: Mention | None, side: str = "") -> list[Party]:
        """The actors of one role; one party with no code where that stays open."""
        words = role.words or role.antecedent
        if words is None:
            return [self._understood(mention, side)] if mention else []
        if mention is None and only_looks(self.context, self.reading(words), words):
            return []
        joined = self._joined(words)
        if joined:
            return self._each(words, joined, mention, side)
        group = self.groups.members(words)
        if group == []:
            return [Party(None, None, "several who are not named together", role.words)]
        if group:
            noun = self.reading(words).noun
            branch = noun.sector if noun is not None and noun.sector in BRANCHES else None
            people = noun is not None and noun.kind == "person" and noun.key != "official"
            alike = group if people else [self._as_state(one) for one in group]
            return [self._inherited(_as(one, branch), role.words) for one in alike]
        pronoun = pronoun_in(words.text)
        if pronoun is not None and role.antecedent is not None and role.words is not None:
            inner = self.parties(Role(role.antecedent), mention, side)
            asked = self.reference(Role(role.words), mention, side)
            fits = pronoun_kind(pronoun) != "he" or _single(self.reading(role.antecedent))
            alone = alone_across(self.scene, asked) if asked is not None else set()
            if fits and not {_head_of(one) for one in inner} & alone:
                evidence = f"inherited from {role.antecedent.text!r}"
                return [replace(one, words=role.words, evidence=evidence) for one in inner]
        reference = self.reference(role, mention, side)
        reading = self.reading(words)
        if reference is None:
            firm = self._firm(words, reading)
            if firm is not None:
                return [self._inherited(firm, role.words)]
            return [Party(_code(reading), reading.name, reading.evidence, role.words)]
        body = body_before(self.scene, self.context.text, reference)
        if body is not None:
            return [self._inherited(body, role.words)]
        chosen = self._chosen(reference)
        if chosen is None:
            return [Party(None, reading.name, "two or more fit", role.words)]
        head, evidence = chosen
        if role.words is None and reading.head not in (None, head):
            reading = Reading()  # the coder goes back to somebody else
        source = self._source(reference, head)
        if pronoun is not None and source is not None:
            return [self._inherited(source, role.words)]
        if source is not None and source.reading.sector:
            reading = reading.but(sector=source.reading.sector)
        if not reading.sector and not reading.place:
            reading = reading.but(sector=guess.sector(self.scene, reference, head))
        if reading.former and reading.person and reading.sector in ("GOV", None):
            reading = reading.but(sector="ELI")
        code = _code(reading.but(head=head))
        if source is not None:
            evidence = f"inherited from {self._quote(source)!r}"
        if reading.evidence:
            evidence = f"{reading.evidence}; {evidence}"
        return [Party(code, reading.name, evidence, role.words)]

    def _firm(self, words: Words, reading: Reading) -> Occurrence | None:
        wanted = firms_meant(self.context.text, words.start, reading)
        return firm_before(self.scene, words.start, reading, wanted) if wanted else None

    def _each(
        self, words: Words, parts: Sequence[Words], mention: Mention | None, side: str
    ) -> list[Party]:
        """The actors of words for several, one part each."""
        found = [party for one in parts for party in self.parties(Role(one), mention, side)]
        last, tied = self.reading(parts[-1]), TIED.search(words.text) is not None
        if last.noun is None:
            return found
        return [_of(one, last.sector, tied) for one in found]

    def reference(self, role: Role, mention: Mention | None, side: str) -> Reference | None:
        """The question that a role leaves to the article; None where its words say who it is."""
        words = role.words
        begin, kind, reading = 0, side or "other", Reading()
        if words is not None:
            pronoun = pronoun_in(words.text)
            reading = Reading() if pronoun else self.reading(words)
            if reading.head is not None:
                return None
            begin, kind = words.start, pronoun_kind(pronoun) if pronoun else _kind(reading)
            if (land := OF_THAT.search(words.text)) is not None:
                begin, kind = words.start + land.start("that"), "land"
            elif begin >= THAT and THAT_LAND.match(self.context.text, begin - THAT):
                begin -= THAT  # a coder gave "country" alone
        elif mention is not None:
            begin = mention.trigger.start
        sentence = mention.sentence if mention is not None else self.context.sentence(begin)
        act = mention.type if mention is not None else ""
        company = self.companies.of(role, mention, side)
        facing = self._facing(mention, side) if kind == "he" and mention else frozenset()
        apart = self._states_across(mention, side) if mention and words is None else frozenset()
        return Reference(kind, begin, sentence, reading, side, act, company, facing, apart)

    def _states_across(self, mention: Mention, side: str) -> frozenset[str]:
        """Of a mutual act the state that a side names as a whole: the other is not of it."""
        if not mention.mutual:
            return frozenset()
        other = "target" if side == "source" else "source"
        across = mention.targets if side == "source" else mention.sources
        found: set[str] = set()
        for role in across:
            if role.words is None or pronoun_in(role.words.text):
                continue
            one = self.reading(role.words)
            if one.place or (one.noun is not None and one.noun.kind == "land" and not one.plural):
                found |= {_head_of(party) for party in self.parties(role, mention, other)}
        return frozenset(found)

    def _facing(self, mention: Mention, side: str) -> frozenset[str]:
        """Countries of the single people whom somebody acts on, and so is not."""
        if side != "source" or mention.mutual:
            return frozenset()
        spoken = (role.words for role in mention.targets if role.words is not None)
        people = (self.reading(words) for words in spoken if pronoun_in(words.text) is None)
        return frozenset(one.head for one in people if one.head and one.person and not one.plural)

    def _head(self, words: Words) -> str:
        """Whom words name, or most likely refer to if they are a pronoun; empty if unknown."""
        span = words.start, words.end
        if span not in self.heads:
            self.heads[span] = self._found_head(words)
        return self.heads[span]

    def _found_head(self, words: Words) -> str:
        pronoun = pronoun_in(words.text)
        if pronoun is not None:
            around = self.context.sentence(words.start)
            asked = Reference(pronoun_kind(pronoun), words.start, around, Reading())
            best = likeliest(self.scene, asked)
            return best[0] if best is not None else ""
        reading = self.reading(words)
        if reading.head or not reading.named:
            return reading.head or ""
        home = self.homes.get(tuple([word.key for word in reading.named]))
        return home[0] if home else ""

    def _place(self, words: Words) -> str:
        return self.context.where.place_in(self.context.text, words.start, words.end) or ""

    def _chosen(self, reference: Reference) -> tuple[str, str] | None:
        if reference.kind == "named":
            if reference.reading.noun is None and self._little():
                return None
            name = tuple(word.key for word in reference.reading.named)
            if name in self.homes:
                return self.homes[name]
        return likeliest(self.scene, reference)

    def _source(self, reference: Reference, head: str) -> Occurrence | None:
        """The nearest earlier naming of ``head`` that agrees in kind."""
        if reference.kind not in AGREEING:
            return None
        many = self.scene.everybody.before(reference.at).count(head)
        before = reversed(self.scene.by_head.get(head, ())[:many])
        return next((one for one in before if agrees(reference, one.reading)), None)

    def _understood(self, mention: Mention, side: str) -> Party:
        if mention.mutual and (pair := self._pair_across(mention, side)):
            other = pair[1]
            return Party(_code(other.reading), None, f"understood; with {self._quote(pair[0])!r}")
        reference = self.reference(Role(None), mention, side)
        chosen = self._chosen(reference) if reference else None
        if chosen is None:
            return Party(None, None, "understood, and two or more fit")
        head, evidence = chosen
        sector = guess.sector(self.scene, reference, head) if reference else None
        if head == "UNK" and mention.type == "ASSAULT":
            sector = "UAF"
        return Party(_code(Reading(head, sector or "GOV")), None, f"understood; {evidence}")

    def _pair_across(self, mention: Mention, side: str) -> list[Occurrence]:
        """The two whom the other side of a mutual act names together ("both countries agreed"),
        or whom the text is about where it names nobody on either side."""
        across = mention.targets if side == "source" else mention.sources
        spoken = [role.words for role in across if role.words is not None]
        found = (self.groups.members(words) for words in spoken)
        pair = next((pair for pair in found if pair and len(pair) == 2), [])
        silent = all(role.words is None for role in (*mention.sources, *mention.targets))
        if pair or not silent:
            return pair
        pair = self.groups.pair(mention.trigger.start)
        return pair if side == "target" else pair[::-1]

    def _inherited(self, one: Occurrence, words: Words | None) -> Party:
        evidence = f"inherited from {self._quote(one)!r}"
        return Party(_code(one.reading), one.reading.name, evidence, words)

    def _as_state(self, one: Occurrence) -> Occurrence:
        """The state of somebody whom words for states or their officials go back to: "both
        countries" are not the two who met."""
        state = self.context.book.states.get(one.head)
        if state is None or not one.reading.person:
            return one
        return one.but(reading=one.reading.but(name=state.name, sector="GOV"))

    def _quote(self, one: Occurrence) -> str:
        return self.context.text[one.start : one.end]

    def _joined(self, words: Words) -> list[Words]:
        """The parts of "Brazil, Peru and Chile", where each says who it is and they differ."""
        joints = JOINTS if " and " in words.text else TIED
        if not joints.search(words.text) or self.context.book.lookup(tokens(words.text))[0]:
            return []
        parts, at = [], words.start
        for part in joints.split(words.text):
            at = self.context.text.index(part, at)
            parts.append(Words(part, at, at + len(part)))
        readings = [self.reading(one) for one in parts]
        heads = {one.head for one in readings if one.head not in (None, "UNK")}
        whole = all(one.place or one.person or one.noun is not None for one in readings)
        lands = [LAND.match(one.evidence) for one in readings]
        if joints is TIED:
            noun = readings[-1].noun
            whole = all(lands[:-1]) and bool(lands[-1] or (noun and noun.kind == "body"))
        elif readings[-1].noun is not None and all(lands[:-1]):
            whole = True  # "Greek and Cypriot forces"
        return parts if len(heads) == len(parts) and whole else []


def _head_of(party: Party) -> str:
    return (party.code or "").partition("/")[0]


def _of(party: Party, sector: str | None, tied: bool) -> Party:
    """With the sector of the noun that an adjective shares: "Greek" of "Greek and Cypriot
    forces"; or a state, by a hyphen: "the U.S.-Korea Business Council"."""
    adjective = party.evidence == "demonym in the book" or tied
    return replace(party, code=f"{_head_of(party)}/{sector}") if adjective else party


def _as(one: Occurrence, sector: str | None) -> Occurrence:
    """An actor in another branch of its state, if one is given."""
    return one if sector is None else one.but(reading=one.reading.but(sector=sector))


def _local(reading: Reading) -> bool:
    """Whether somebody of no known country is likely of the place where they are told to be."""
    return reading.head is None and reading.noun is not None and reading.noun.sector in LOCAL


def _single(reading: Reading) -> bool:
    """Whether words may be one person's: no state's, and no body's or crowd's."""
    crowd = reading.noun is not None and reading.noun.kind != "person"
    return not (reading.place or reading.plural or crowd)


def _kind(reading: Reading) -> str:
    if reading.named:
        return "named"
    noun = reading.noun
    if noun is None:
        return "other"
    if noun.kind == "land":
        return "land"
    if noun.kind == "body":
        return "body"
    return "people" if reading.plural or noun.plural else "person"


def _code(reading: Reading) -> str | None:
    """The code, with citizens for people and the government for others of no known sector."""
    if reading.head is None:
        return None
    if reading.head.partition("/")[0] in NON_STATES:
        return reading.head
    sector = reading.sector or ("GOV" if reading.place else "CVL")
    return f"{reading.head}/{sector}"


def _part_of(name: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return len(name) < len(full) and (full[-len(name) :] == name or full[: len(name)] == name)


def _inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    place = bisect_left(spans, (at + 1, 0)) - 1
    return place >= 0 and spans[place][0] <= at < spans[place][1]
