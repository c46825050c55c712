"""Who else takes part: the heads around one role, from its mention and the article's others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from ..types import Mention, Role, Words
from ..values import Value

Heads = frozenset[str]
NOBODY: Heads = frozenset()
STEM = 5  # letters of a trigger by which two tell of the same act


class Company(Value, frozen=True):
    """Heads beside a role. ``former`` and ``latter`` are the (sources, targets) of the mentions
    told before and after in the same sentence; ``alike`` and ``repeated`` stand on the same
    side of mentions of the same type, and of the same trigger; ``there`` is where it happened."""

    others: Heads = NOBODY
    beside: Heads = NOBODY
    said_by: str = ""
    former: tuple[Heads, Heads] = (NOBODY, NOBODY)
    latter: tuple[Heads, Heads] = (NOBODY, NOBODY)
    alike: Heads = NOBODY
    repeated: Heads = NOBODY
    there: str = ""


ALONE = Company()


class Companies:
    """The company of every role of an article's mentions. ``head`` tells whom words name."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        head: Callable[[Words], str],
        place: Callable[[Words], str],
    ) -> None:
        self.mentions = sorted(mentions, key=lambda one: one.trigger.start)
        self.order = {one.id: at for at, one in enumerate(self.mentions)}
        self.alike: dict[str, list[Mention]] = defaultdict(list)  # by TYPE, and by stem
        for one in self.mentions:
            self.alike[one.type].append(one)
            self.alike[_stem(one)].append(one)
        self.head, self.place = head, place
        self.known: dict[tuple[str, str], Heads] = {}

    def of(self, role: Role, mention: Mention | None, side: str) -> Company:
        """Everybody around one role; nobody outside mentions."""
        if mention is None:
            return ALONE
        sources, targets = self.heads(mention.sources, role), self.heads(mention.targets, role)
        others, beside = (sources, targets) if side == "target" else (targets, sources)
        said = mention.said_by.words if mention.said_by is not None else None
        return Company(
            others,
            beside,
            self.head(said) if said is not None else "",
            self._neighbour(mention, -1),
            self._neighbour(mention, 1),
            self._same(mention, side, self.alike[mention.type]),
            self._same(mention, side, self.alike[_stem(mention)]),
            self.place(mention.where) if mention.where is not None else "",
        )

    def heads(self, roles: Sequence[Role], but: Role | None = None) -> Heads:
        """Whom the words of some roles name."""
        spoken = [one.words for one in roles if one is not but and one.words is not None]
        return frozenset([head for one in spoken if (head := self.head(one))])

    def side(self, mention: Mention, side: str) -> Heads:
        """Whom the words of one side of a mention name."""
        if (mention.id, side) not in self.known:
            roles = mention.targets if side == "target" else mention.sources
            self.known[mention.id, side] = self.heads(roles)
        return self.known[mention.id, side]

    def _neighbour(self, mention: Mention, step: int) -> tuple[Heads, Heads]:
        at = self.order.get(mention.id, 0) + step
        if not 0 <= at < len(self.mentions) or self.mentions[at].sentence != mention.sentence:
            return NOBODY, NOBODY
        return self.side(self.mentions[at], "source"), self.side(self.mentions[at], "target")

    def _same(self, mention: Mention, side: str, alike: Sequence[Mention]) -> Heads:
        """Heads on one side of the nearest other mention that is alike and names somebody."""
        if len(alike) < 2:
            return NOBODY  # itself
        others = [one for one in alike if one.id != mention.id]
        others.sort(key=lambda one: abs(one.trigger.start - mention.trigger.start))
        for one in others:
            if found := self.side(one, side):
                return found
        return NOBODY


def _stem(mention: Mention) -> str:
    return mention.trigger.text.casefold()[:STEM]
