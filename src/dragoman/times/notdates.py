"""Words that look like dates and are none: surnames, verbs, feasts of the week, old lines."""

from __future__ import annotations

import re

_DATED = re.compile(r"\d|\b(?:last|this|next|coming|past|early|late|mid|end|beginning)\b", re.I)
_BARE = re.compile(
    r"^(?:(?P<lead>in|on|since|by|until|till|from|during|of|before|after|for|to|around|through)\s+)?"
    r"(?P<word>[A-Za-z]+)\.?$",
    re.I,
)
_NAMELIKE = frozenset("april may june august march jan augustus".split())
_MONTH_LEAD = re.compile(
    r"\b(?:in|since|by|until|till|from|during|of|before|after|for|to|around|through|last|next|"
    r"this|early|late|mid|and|or|between|throughout|back in|every|\d{1,2}(?:st|nd|rd|th)?)[\s-]+$",
    re.I,
)
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Prof|Sen|Rep|Gen|Col|Capt|Minister|President|"
    r"Secretary|Justice|Judge|Senator|Ambassador|Premier)\.?\s+$"
)
_WEEKDAY_THING = re.compile(
    r"^[\s-]*(?:['’]s\s+)?(?:prayers?|sermons?|mass\b|Agreement|Accords?|Times\b|Mirror|Express|"
    r"Telegraph|Mail\b|Post\b|Movement|school|mosque|worship|market|clubs?\b|night live)",
    re.I,
)
_COLOURED_DAY = re.compile(
    r"\b(?:Black|Bloody|Good|Super|Cyber|Giving|Fat|Shrove|Man|Girl)\s+[A-Z][a-z]+day$"
)
_OTHER_CALENDAR = re.compile(
    r"\b(?:Muharram|Safar|Rabi|Jumada|Rajab|Shaaban|Ramadan|Shawwal|Dhul?|Farvardin|"
    r"Ordibehesht|Khordad|Tir|Mordad|Shahrivar|Mehr|Aban|Azar|Dey|Bahman|Esfand|Tishrei|Nisan|"
    r"Heshvan|Kislev|Tevet|Shevat|Adar|Iyar|Sivan|Tammuz|Elul)\b"
)
#: Words that may stand between a year and the paper named after it.
_ADJECTIVES = (
    r"(?:(?!(?:under|in|by|of|the|a|an|to|with|when|after|before|and|on|at|for|from|as|during)\b)"
    r"[A-Za-z.]+[\s-]+){0,3}?"
)
_YEAR_THING = re.compile(
    rf"^[\s-]+{_ADJECTIVES}(?:borders|lines|frontiers|boundaries|accords?|"
    r"agreements?|treat(?:y|ies)|conventions?|constitution|deal|pact|act|law|charter|covenant|"
    r"resolution|protocol|framework|statute|declaration|memorandum|plan|agenda|goals?|budget)\b"
)
_YEAR_INSIDE = re.compile(
    rf"\b\d{{4}}[\s-]+{_ADJECTIVES}(?:borders|lines|frontiers|boundaries|accords?|"
    r"agreements?|treat(?:y|ies)|conventions?|constitution|deal|pact|act|law|charter|covenant|"
    r"resolution|protocol|framework|statute|declaration|memorandum)\b"
)
_MONTH_YEAR = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+\d{4}$", re.I
)
#: "the March 8 coalition", "the February 20 Movement": those who took a day for their name.
_DAY_OF_MONTH = re.compile(r"(?:[A-Z][a-z]{2,8} \d{1,2}|\b\d{1,2} [A-Z][a-z]{2,8})$")
_NAMED_FOR_A_DAY = re.compile(
    r"^\s+(?:[A-Z]\w+\s+){0,2}(?:(?i:movement|coalition|alliance|bloc|group|camp)|Brigades?|Front|"
    r"Forces|Revolution|Square|Street|Avenue|University|Hospital|Stadium|Bridge|Airport|"
    r"Foundation|Memorial)\b"
)
_NUMBERED = re.compile(r"\b(?:resolutions?|article|section|no\.?|number|unit|flight)\s+$", re.I)
_COUNTED = re.compile(
    r"^\s+(?:people|soldiers|troops|police|officers|villages|homes|houses|civilians|dead|"
    r"miles|metres|meters|kilometres|kilometers|dollars|euros|percent|per cent|tonnes|tons|"
    r"barrels|euro|votes|prisoners|refugees|jobs|workers|cases|families|men|women|children)\b|^%"
)


def no_date(words: str, text: str, start: int, end: int) -> bool:
    """Whether ``words`` at ``text[start:end]`` are no time though they look like one."""
    before, after = text[max(0, start - 40) : start], text[end : end + 50]
    bare = _BARE.match(words.strip())
    if bare and bare["word"].lower() in _NAMELIKE and not _DATED.search(words):
        return _name_or_verb(bare, before, after)
    if re.search(r"\b(?:every|each)\s+$", before) or _inside_a_name(words, before, after):
        return True
    if re.search(r"\b(?:spring|fall)$", words) and re.match(r"\s+of\s(?!\d)", after):
        return True
    if _WEEKDAY_THING.match(after) and re.search(r"day$", words):
        return True
    if re.search(r"day\s+(?:prayers?|sermon|mass|agreement)\b", words, re.I):
        return True
    if _COLOURED_DAY.search(before + words) and not re.search(r"Good Friday", words):
        return True
    if _DAY_OF_MONTH.search(words) and _NAMED_FOR_A_DAY.match(after):
        return True
    if _OTHER_CALENDAR.search(words) and re.search(r"\d", words):
        return True
    return _no_year(words, before, after)


def _inside_a_name(words: str, before: str, after: str) -> bool:
    """Digits within an address or a serial number."""
    attached = re.search(r"[\w/=_-]$", before) and words[:1].isdigit()
    return bool(attached or (words[-1:].isdigit() and re.match(r"[/_=]|-?[a-z]\w*\d", after)))


def _name_or_verb(bare: re.Match[str], before: str, after: str) -> bool:
    name = bare["word"]
    led = bool(bare["lead"]) or bool(_MONTH_LEAD.search(before))
    if name.islower():
        return not (led and name != "may") or (name == "march" and (bare["lead"] or "") == "")
    if _TITLE.search(before) and not bare["lead"]:
        return True
    if re.match(r",? who(?:se)?\b", after):
        return True
    if re.match(r"^\s+\d|^,?\s+(?:\d{4}|this|last|next)\b|^\s+of\s", after):
        return False
    return not led


def _no_year(words: str, before: str, after: str) -> bool:
    if not re.search(r"\b\d{4}\b", words):
        return False
    if re.match(r"\d", words) and re.search(r"[$€£¥#]\s?$|\b(?:Rs|US|No)\.?\s?$", before):
        return True
    if re.search(r"\d{4}$", words) and not _MONTH_YEAR.search(words):
        led = re.search(r"\b(?:in|since|by|until|from|during|between|and|to|of)\s+\d{4}$", words)
        if _NUMBERED.search(before) or _COUNTED.match(after):
            return True
        return bool(_YEAR_THING.match(after)) and not led
    return bool(_YEAR_INSIDE.search(words)) and not re.match(
        r"(?:since|signed|before|after|until)\b", words, re.I
    )
