"""Trigger words by type (``lexicon.txt``), inflected, to write known sentences anew."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from tokenizers import Tokenizer

VOWELS = "aeiou"
DOUBLES = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxy]$")
HELPING = frozenset("be been being is are was were am has have had got gets having".split())
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
    twice = past == f"{base}{base[-1]}ed" or (DOUBLES.search(base) and past != f"{base}ed")
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
    modal = after.lower() in {"to", "will", "would", "can", "could", "may", "might", "must", "not"}
    chosen = verbs if verbs and (modal or not nouns) else nouns
    other = "ed" if after.lower() in HELPING else "en"
    chosen = [one for one in chosen if one[1] != other] or chosen
    words = {
        forms[form]
        for number, form in chosen
        for forms in _groups()[number][1]
        if form in forms and forms[form] != word.lower()
    }
    return sorted(words)


@cache
def _tokenizer() -> Tokenizer:
    from training.corpus import load_tokenizer

    return load_tokenizer()


@cache
def _ids(word: str) -> tuple[int, ...]:
    return tuple(_tokenizer().encode(word, add_special_tokens=False).ids)


def ids(word: str) -> list[int]:
    return list(_ids(word))
