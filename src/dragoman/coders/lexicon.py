"""The words of political acts that the rules coder knows, in every inflection."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

Form = Literal["base", "past", "participle", "ing", "noun"]

#: Past and participle of the irregular verbs in the lexicon.
IRREGULAR: Final[dict[str, tuple[str, str]]] = {
    "meet": ("met", "met"),
    "hold": ("held", "held"),
    "send": ("sent", "sent"),
    "give": ("gave", "given"),
    "make": ("made", "made"),
    "strike": ("struck", "struck"),
    "begin": ("began", "begun"),
    "shoot": ("shot", "shot"),
    "gun-down": ("gunned-down", "gunned-down"),
    "beat": ("beat", "beaten"),
    "pay": ("paid", "paid"),
    "seek": ("sought", "sought"),
    "break": ("broke", "broken"),
    "withdraw": ("withdrew", "withdrawn"),
    "undertake": ("undertook", "undertaken"),
    "take": ("took", "taken"),
    "go": ("went", "gone"),
    "cut": ("cut", "cut"),
    "put": ("put", "put"),
    "feed": ("fed", "fed"),
    "keep": ("kept", "kept"),
    "free": ("freed", "freed"),
    "beseech": ("besought", "besought"),
    "commit": ("committed", "committed"),
    "confer": ("conferred", "conferred"),
    "ban": ("banned", "banned"),
    "bar": ("barred", "barred"),
    "slam": ("slammed", "slammed"),
    "equip": ("equipped", "equipped"),
    "snub": ("snubbed", "snubbed"),
    "kidnap": ("kidnapped", "kidnapped"),
}
DOUBLED: Final = frozenset({"commit", "confer", "ban", "bar", "slam", "equip", "snub", "kidnap"})


@dataclass(frozen=True, slots=True)
class Act:
    """What a word says was done. ``noun`` is the object that an empty verb needs."""

    type: str
    mode: str | None
    form: Form
    noun: str | None = None


@cache
def lexicon() -> dict[str, tuple[Act, ...]]:
    """Lower-case surface form -> acts. Parts of a phrasal verb are joined by a hyphen."""
    found: dict[str, list[Act]] = {}
    text = (files("dragoman") / "data" / "lexicon.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, event_type, mode, words = line.split("\t")
            for word in words.split():
                _add(found, kind, event_type, mode or None, word)
    return {form: tuple(acts) for form, acts in found.items()}


def _add(
    found: dict[str, list[Act]], kind: str, event_type: str, mode: str | None, word: str
) -> None:
    if kind == "noun":
        found.setdefault(word, []).append(Act(event_type, mode, "noun"))
        return
    verb, _, noun = word.partition("|")
    for surface, form in inflections(verb):
        found.setdefault(surface, []).append(Act(event_type, mode, form, noun or None))


def inflections(verb: str) -> list[tuple[str, Form]]:
    """Base, third person, past, participle and -ing of a verb ("rule-out" -> "ruled-out")."""
    head, _, rest = verb.partition("-")
    tail = f"-{rest}" if rest else ""
    past, participle = IRREGULAR.get(head, (_past(head),) * 2)
    forms: list[tuple[str, Form]] = [
        (head, "base"),
        (_third(head), "base"),
        (past, "past"),
        (participle, "participle"),
        (_ing(head), "ing"),
    ]
    return [(surface + tail, form) for surface, form in dict.fromkeys(forms)]


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ied"
    return verb + "ed"


def _ing(verb: str) -> str:
    if verb in DOUBLED:
        return verb + verb[-1] + "ing"
    if verb in ("begin", "cut", "put"):
        return verb + verb[-1] + "ing"
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + "ing"
