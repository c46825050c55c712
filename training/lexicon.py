"""Trigger words by type (``lexicon.txt``), inflected, to write known sentences anew."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from tokenizers import Tokenizer

VOWELS = "aeiou"
DOUBLES = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxy]$")
DOUBLING = frozenset("forbid overrun outrun quit begin reset".split())  # of several vowels
BEING = frozenset("be been being is are was were am got gets".split())
HELPING = BEING | {"has", "have", "had", "having"}
MODAL = frozenset("to will would can could may might must not".split())
#: Before a form that is verb and noun these words, and what ends like an adjective, make it a noun.
BEFORE_NOUNS = frozenset(
    "a an the this that these those his her its their our my your no any some such each every all"
    " more further new fresh recent last first second third next many several two three of for in"
    " on by with from against after before over amid despite during through under about into"
    " between without".split()
)
ADJECTIVE = re.compile(
    r".{3,}(?:al|ive|ous|ish|ian|ese|ed|ing|ic|ary|ful|less|able|ible|[’']s|s[’'])$"
)
ACTING = frozenset("he she it they we you i who which that people also and or".split())
PREPOSITIONS = frozenset("to for of on with from in at against into over up by".split())
Forms = dict[str, str]  # name of the form -> how it is written


@cache
def _index() -> dict[tuple[str, str], list[tuple[int, str]]]:
    """(type, written form) -> groups that hold it, and the form it is in."""
    index: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for number, (kind, members) in enumerate(_groups()):
        for forms in members:
            for form, word in forms.items():
                index.setdefault((kind, word), []).append((number, form))
    return index


@cache
def _groups() -> list[tuple[str, list[Forms]]]:
    lines = (Path(__file__).parent / "lexicon.txt").read_text().splitlines()
    groups = []
    for line in lines:
        if line and not line.startswith("#"):
            kind, part, *words = line.split()
            forms = verb if part == "v" else noun
            groups.append((kind, [forms(word) for word in words]))
    return groups


def verb(entry: str) -> Forms:
    """``strike/struck``, ``take/took/taken+aim+at``: base, s, ed, en and ing forms; without a
    third form the past serves as participle too."""
    head, *rest = entry.split("+")
    base, past, participle, *_ = [*head.split("/"), "", ""]
    tail = "".join(f" {word}" for word in rest)
    twice = base in DOUBLING or past == f"{base}{base[-1]}ed"
    twice = twice or (DOUBLES.search(base) is not None and past != f"{base}ed")
    doubled = base + base[-1] if twice else base
    stem = base[:-1] if base.endswith("e") and not base.endswith(("ee", "ye", "oe")) else doubled
    if not past:
        past = base[:-1] + "ied" if _soft_y(base) else doubled.removesuffix("e") + "ed"
    s = base[:-1] + "ies" if _soft_y(base) else base + ("es" if _hisses(base) else "s")
    ing = base[:-2] + "ying" if base.endswith("ie") else stem + "ing"
    written = {"base": base, "s": s, "ed": past, "en": participle or past, "ing": ing}
    return {form: word + tail for form, word in written.items()}


def noun(entry: str) -> Forms:
    """``embargo``, ``sanctions`` (plural only), ``press+conference``."""
    entry = entry.replace("+", " ")
    if entry.endswith("s") and not entry.endswith("ss"):
        return {"plural": entry}
    plural = entry[:-1] + "ies" if _soft_y(entry) else entry + ("es" if _hisses(entry) else "s")
    return {"one": entry, "plural": plural}


def _soft_y(word: str) -> bool:
    return word.endswith("y") and word[-2] not in VOWELS


def _hisses(word: str) -> bool:
    return word.endswith(("s", "sh", "ch", "x", "z")) or (
        word.endswith("o") and word[-2:-1] not in VOWELS
    )


def alternatives(word: str, kind: str, after: str = "") -> list[str]:
    """Other words for ``word`` as a trigger of ``kind``, in the same form. ``after`` is the word
    before it, which tells a verb from a noun of the same letters."""
    found = _index().get((kind, word.lower()), [])
    verbs = [(g, f) for g, f in found if f in ("base", "s", "ed", "en", "ing")]
    nouns = [(g, f) for g, f in found if f in ("one", "plural")]
    before = after.lower()
    chosen = nouns if nouns and (not verbs or _before_noun(after)) else verbs
    other = "ed" if before in HELPING else "en"
    chosen = [one for one in chosen if one[1] != other] or chosen
    words = {
        forms[form]
        for number, form in chosen
        for forms in _groups()[number][1]
        if form in forms and forms[form] != word.lower()
    }
    if before in BEING:
        words = {one for one in words if not _with_object(one)}
    return sorted(words)


def _before_noun(word: str) -> bool:
    """Whether a noun follows this word rather than a verb: names, plurals and pronouns act."""
    if not word or word.lower() in BEFORE_NOUNS or ADJECTIVE.match(word):
        return True
    acts = word.lower() in ACTING or word[0].isupper() or word.endswith(("s", "ly"))
    return not acts and word.lower() not in MODAL


def _with_object(phrase: str) -> bool:
    """Whether a phrase has an object of its own and so no passive: "granted asylum to"."""
    words = phrase.split()
    return len(words) > 2 and words[-1] in PREPOSITIONS and words[1] not in PREPOSITIONS


@cache
def _tokenizer() -> Tokenizer:
    from training.corpus import load_tokenizer

    return load_tokenizer()


@cache
def _ids(word: str) -> tuple[int, ...]:
    return tuple(_tokenizer().encode(word, add_special_tokens=False).ids)


def ids(word: str) -> list[int]:
    return list(_ids(word))
