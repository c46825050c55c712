"""Pronouns for actors."""

from __future__ import annotations

HE = frozenset("he him his himself she her hers herself".split())
THEY = frozenset("they them their theirs themselves these those".split())
WE = frozenset("we us our ours ourselves i me my mine myself you your".split())
IT = frozenset("it its itself".split())
PRONOUNS = HE | THEY | WE | IT
OWN = frozenset("its their his our my own itself himself herself themselves".split())  # the doer's
LONGEST = max(map(len, PRONOUNS)) + 4  # with spaces and a possessive


def pronoun_in(text: str) -> str | None:
    """The pronoun that a phrase consists of, if it does."""
    if len(text) > LONGEST:
        return None
    word = text.strip().removesuffix("'s").removesuffix("’s")
    if len(word) > 1 and word.isupper():
        return None
    one = word.casefold()
    return one if one in PRONOUNS else None


def pronoun_kind(pronoun: str) -> str:
    for kind, words in (("he", HE), ("they", THEY), ("we", WE)):
        if pronoun in words:
            return kind
    return "it"
