"""Other names in place of an article's own, the same throughout.

The model has read its few hundred articles many times, and by their names it would know them by
heart. States change with states, in all their forms, and other proper names word by word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import numpy as np

from dragoman.actors import LEADS, book, read_text
from dragoman.actors.nouns import table
from dragoman.words import DAYS, MONTHS, small_share
from training.corpus import Doc, Span, spans_of
from training.lexicon import ids

FORMS = ("state", "demonym", "capital", "people")
NAME = re.compile(r"\b[A-Z][a-zà-ÿ]{2,}(?:-[A-Za-z][a-zà-ÿ]+)*\b")
OWN = 0.1  # a word written small in a larger share of articles is no name
#: Words of a name, and what they are: a country and the form, or the name itself.
Named = tuple[Span, tuple[str, str]]

_found: dict[str, list[Named]] = {}  # by text
_names: list[str] = []  # all proper names met so far


@cache
def _forms() -> dict[str, dict[str, list[str]]]:
    """Country -> form -> how it is written, in two words at most."""
    forms: dict[str, dict[str, list[str]]] = {}
    for rows in book().names.values():
        for row in rows:
            kind, country, text = row.entry.kind, row.entry.country, row.written
            if kind in FORMS and len(text.split()) < 3 and not text.isupper():
                forms.setdefault(country, {}).setdefault(kind, []).append(text)
    return {country: mine for country, mine in forms.items() if len(mine) == len(FORMS)}


def renamed(doc: Doc, chance: np.random.Generator) -> Iterator[tuple[Span, list[int]]]:
    """Spans of tokens and the ids to stand there, none of which touches another or a trigger."""
    if doc.text not in _found:
        _found[doc.text] = list(_named(doc))
        _names.extend(sorted({name for _, (kind, name) in _found[doc.text] if not kind}))
    countries, new = list(_forms()), {}
    taken = {at for event in doc.events for at in range(*event.trigger)}
    for span, (kind, name) in _found[doc.text]:
        if name not in new:
            pool = countries if kind else _names
            new[name] = pool[int(chance.integers(len(pool)))]
        if not taken & set(range(*span)):
            taken.update(range(*span))
            written = _forms()[new[name]][kind] if kind else [new[name]]
            yield span, ids(written[int(chance.integers(len(written)))].lower())


def _named(doc: Doc) -> Iterator[Named]:
    _, matches = read_text(book(), doc.text)
    taken = np.zeros(len(doc.text) + 1, dtype=bool)
    for match in matches:
        entry = match.entries[0]
        if entry.kind == "person":
            continue
        taken[match.start : match.end] = True
        span = spans_of(doc.tokens, match.start, match.end)
        if span and entry.kind in FORMS and entry.country in _forms():
            yield span, (entry.kind, entry.country)
    for hit in NAME.finditer(doc.text):
        span = spans_of(doc.tokens, *hit.span())
        if span and not taken[hit.start()] and _proper(hit[0].casefold()):
            yield span, ("", hit[0])


def _proper(word: str) -> bool:
    common = word in DAYS or word in MONTHS or word in LEADS or word in table()
    return not common and small_share(word) < OWN
