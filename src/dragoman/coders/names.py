"""Actors' words, mended where the model cut a name in two or let a small word in."""

from __future__ import annotations

import re

from ..actors import LEADS
from ..actors.naming import tokens
from ..actors.nouns import nouns_in
from ..actors.pronouns import pronoun_in
from ..actors.surnames import titles
from ..types import Words
from ..words import small_share

#: Written things, which act on nobody and are acted on by nobody even under a name of their own.
WRITTEN = frozenset(
    "agreement agreements accord accords treaty treaties pact pacts memorandum mou protocol"
    " summit talks".split()
)
#: Other things, if they are written small: "Marathon Oil" is a firm.
THINGS = WRITTEN | frozenset(
    "deal deals convention dialogue ceasefire truce arbitration visit trip exercise exercises"
    " project projects building bridge road aid loan loans funding grant grants weapons arms"
    " missile missiles vaccine vaccines drug drugs oil gas grain ties relations"
    " independence sovereignty integrity stability peace democracy freedom cooperation relationship"
    " proposal proposals export exports import imports tariff tariffs sanctions goods products"
    " materials restrictions curbs rules".split()
)
COMMON = 0.6  # a word written small in a larger share of articles is no part of a name
#: Words that an actor's words neither begin nor end with.
LOOSE = re.compile(
    r"(?:(?:and|or|but|of|by|with|to|from|between)\s+)*"
    r"(?P<name>\S(?:.*?\S)?)"
    r"(?:\s+(?:and|or|of|the|a|an|with|in|to|for|by|on|at|from|as|who|that|which))*",
    re.DOTALL,
)
BEFORE = re.compile(r"(?<![\w’'.-])(?P<word>[A-Z][\w-]+) $")
OWNER = re.compile(r"(?<![\w’'.-])(?P<word>[A-Z][\w-]+)['’]s$")  # of "'s foreign ministry"
AFTER = re.compile(r" (?P<word>[A-Z][\w-]+)(?![\w-])")
LONG = re.compile(r"\b[A-Za-z][\w’'-]{3,}")
LARGE = 0.85  # a larger share of long words with capitals makes a headline
LONGEST = 30  # code points of a word that may belong to a name


def mended(text: str, words: Words) -> Words:
    """``words`` of ``text`` without small words at their ends, and with the capitals beside
    them that belong to the name: "Minister Fumio Kishida and" is "Japanese Prime Minister Fumio
    Kishida". Nothing joins in a headline, which writes verbs large too, and no common word."""
    start, end = words.start, words.end
    if (inner := LOOSE.fullmatch(words.text)) is not None:
        start, end = (words.start + at for at in inner.span("name"))
    if (owner := OWNER.search(text, max(0, start - LONGEST), start + 2)) and owner.end() > start:
        start = owner.start("word")
    if text[start].isupper() and not _headline(text, start):
        last = start + text[start:end].rfind(" ") + 1
        while (found := BEFORE.search(text, max(0, start - LONGEST), start)) and _joins(found):
            start = found.start("word")
        while text[last].isupper() and (found := AFTER.match(text, end)) and _joins(found):
            end = found.end("word")
    return Words(text[start:end], start, end)


def _headline(text: str, at: int) -> bool:
    """Whether most longer words of the line begin large."""
    stop = text.find("\n", at)
    words = LONG.findall(text, text.rfind("\n", 0, at) + 1, stop if stop >= 0 else len(text))
    return bool(sum(word[0].isupper() for word in words) > LARGE * len(words))


def _joins(beside: re.Match[str]) -> bool:
    word = beside["word"].casefold()
    return word in titles() or (word not in LEADS and small_share(word) <= COMMON)


def thing(words: str) -> bool:
    """Whether words end with what is no actor: "the MoU", "loans", "Evian Accords"."""
    found = [one for one in tokens(words) if one.word]
    at = next((at for at, one in enumerate(found) if at and one.key in ("in", "at")), len(found))
    last = found[at - 1 : at]
    return any(one.key in (WRITTEN if one.capital else THINGS) for one in last)


def like_actor(words: str) -> bool:
    """Whether words hold a name, a pronoun or a noun for people or bodies."""
    found = tokens(words)
    return (
        pronoun_in(words) is not None
        or any(one.capital and one.word for one in found)
        or bool(nouns_in(found))
    )
