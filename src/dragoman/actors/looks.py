"""Words that only look like an actor: places, newspapers, and things that bear a name."""

from __future__ import annotations

import re

from ..types import Words
from .context import Context
from .naming import Token, tokens
from .pronouns import pronoun_in
from .reading import Reading

THINGS = frozenset(
    "talks agreement accord accords deal conference summit protocol convention declaration treaty"
    " process pact vaccine vaccines phone phones smartphone smartphones app"
    " shares equipment gear software airport marathon film"
    " festival olympics games skyline metro index exchange".split()
)
PAPERS = frozenset(
    "post times news herald daily tribune gazette star journal chronicle observer standard mail"
    " express telegraph guardian globe mirror sun independent bulletin courier dispatch examiner"
    " inquirer monitor record register reporter review sentinel today weekly xinhua".split()
)
SUBJECTS = frozenset(  # what stands between a name and such a thing
    "nuclear climate peace trade free ceasefire truce border security defence defense arms gas"
    " grain prisoner hostage stock debt military migration refugee".split()
)
BUILT = frozenset(
    "jet jets plane planes aircraft airliner airliners helicopter".split()
)  # by firms
MOVED = 60  # characters back in which a verb of motion is sought
HEADED = re.compile(
    r"\b(?:flew|fly|flies|flying|fled|flee|left|leaves?|travel\w*|went|go|goes|going|head(?:ed|s|ing)"
    r"|return\w*|moved|arriv\w+|came|coming|drove|sail\w+|visits?|trips?|journeys?|deployed|sent|send)"
    r"\b[^.,;]*\s(?:to|for|into|towards?)\s$"
    r"|\b(?:in|near|outside|inside|around|across|throughout)\s$"
    r"|\b(?:cent(?:re|er)|outskirts|streets|suburbs?|north|south|east|west) of\s$"
)
COUNTED = frozenset({"two", "both"})


def only_looks(context: Context, reading: Reading, words: Words) -> bool:
    """Whether words only look like an actor: a place ("in Beijing", "flew to Beijing"), a
    newspaper, a product or an agreement that bears its name ("the Paris accord", "AstraZeneca
    vaccine"), or no name and no noun for an actor at all ("the world")."""
    inner = tokens(words.text)
    last = inner[-1] if inner else None
    if last is None or pronoun_in(words.text):
        return False
    if len(inner) > 1 and last.capital and last.key in PAPERS and reading.noun is None:
        return True
    if last.key in THINGS:
        return True
    if reading.head is None and reading.noun is None and not any(word.capital for word in inner):
        return not COUNTED & {word.key for word in inner}
    bare = reading.head is not None and reading.noun is None and not reading.person
    if bare and _names_a_thing(context, words, last, reading.head or ""):
        return True
    before = context.text[max(0, words.start - MOVED) : words.start]
    return reading.place and HEADED.search(before) is not None


def _names_a_thing(context: Context, words: Words, last: Token, head: str) -> bool:
    """Whether what follows makes a name that of a thing: "nuclear deal", "Post", "737"."""
    if last.raw.isdigit():
        return True
    if context.text[words.end : words.end + 2] in ("'s", "’s"):
        return False
    after = tokens(context.text, words.end, min(len(context.text), words.end + 40))
    if not after or after[0].start != words.end + 1:
        return False
    if after[0].capital and after[0].key in PAPERS:
        return True
    if after[0].key in BUILT and head.startswith("MNC/"):
        return True
    kind = 1 if after[0].key in SUBJECTS else 0
    return len(after) > kind and after[kind].key in THINGS
