"""PLOVER event types, modes, contexts, sectors and quads; CAMEO beside them.

Codes are those of PLOVER 0.8b3 (Open Event Data Alliance). The manual contradicts itself on
the quad of SANCTION; we follow its event section (material conflict). See docs/codebook.md.
"""

from __future__ import annotations

from typing import Final

QUADS: Final[dict[int, str]] = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}

#: PLOVER type -> quad.
TYPES: Final[dict[str, int]] = {
    "AGREE": 1,
    "CONSULT": 1,
    "SUPPORT": 1,
    "CONCEDE": 1,
    "COOPERATE": 2,
    "AID": 2,
    "RETREAT": 2,
    "REQUEST": 3,
    "ACCUSE": 3,
    "REJECT": 3,
    "THREATEN": 3,
    "PROTEST": 4,
    "SANCTION": 4,
    "MOBILIZE": 4,
    "COERCE": 4,
    "ASSAULT": 4,
}

#: PLOVER type -> what it covers, in our words.
GISTS: Final[dict[str, str]] = {
    "AGREE": "agrees, promises, accepts, offers to act or cooperate in future",
    "CONSULT": "meets, visits, calls, holds talks",
    "SUPPORT": "praises, backs, defends, recognises, ratifies, signs formally",
    "CONCEDE": "apologises, pardons, eases rules, gives in by words or policy",
    "COOPERATE": "acts jointly: exercises, trade carried out, shared intelligence",
    "AID": "gives money, arms, relief, medical help, asylum, rescue",
    "RETREAT": "withdraws, releases, disarms, keeps a ceasefire, resigns",
    "REQUEST": "asks, urges, demands, orders, appeals",
    "ACCUSE": "criticises, condemns, blames, alleges, investigates, sues",
    "REJECT": "refuses, declines, vetoes, dismisses a demand",
    "THREATEN": "threatens or warns of force, sanctions, bans, a breach",
    "PROTEST": "demonstrates, strikes, riots, boycotts",
    "SANCTION": "imposes sanctions, expels, cuts relations or aid, convicts",
    "MOBILIZE": "deploys forces or puts them on alert",
    "COERCE": "arrests, raids, bans, censors, deports, seizes, restricts",
    "ASSAULT": "attacks, shoots, bombs, kills, tortures, abducts, clashes",
}

MODES: Final[dict[str, tuple[str, ...]]] = {
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize",
        "restrict",
        "censor",
        "curfew",
        "martial-law",
        "arrest",
        "deport",
        "withhold",
        "misinformation",
        "cyber",
    ),
    "ASSAULT": (
        "abduct",
        "beat",
        "torture",
        "sexual",
        "targeted",
        "destroy",
        "primitive",
        "firearms",
        "explosives",
        "suicide-attack",
        "aerial",
        "drone",
        "heavy-weapons",
        "crowd-control",
        "unconventional",
    ),
}

CONTEXTS: Final[tuple[str, ...]] = (
    "military",
    "intelligence",
    "executive",
    "legislative",
    "election",
    "political_institutions",
    "pro_democracy",
    "pro_autocracy",
    "economic",
    "legal",
    "reparations",
    "human_rights",
    "rights_freedoms",
    "repression",
    "human_security",
    "gender",
    "lgbt",
    "religion_ethnicity",
    "inequality",
    "diplomatic",
    "territory",
    "peacekeeping",
    "health",
    "asylum",
    "migration",
    "disasters",
    "natural_resource",
    "environment",
    "technology",
    "terrorism",
    "cbrn",
    "cyber",
    "misinformation",
    "crime",
    "corruption",
    "illegal_drugs",
    "trafficking",
)

SECTORS: Final[dict[str, str]] = {
    "COP": "police",
    "GOV": "executive, ruling parties",
    "JUD": "courts",
    "LEG": "legislatures",
    "MIL": "state military",
    "PRM": "pro-government paramilitary",
    "PTY": "political parties",
    "REB": "armed opposition",
    "SPY": "state intelligence",
    "UAF": "unidentified armed forces",
    "UNK": "generic unidentified",
    "AGR": "agricultural labour",
    "BUS": "business, not multinational",
    "CRM": "criminals, gangs",
    "CVL": "civilians, activists",
    "EDU": "education",
    "ELI": "former officials and families",
    "JRN": "journalists, media",
    "LAB": "labour",
    "MED": "health workers",
    "REF": "refugees, displaced",
    "OPP": "political opposition (usually secondary)",
    "PRE": "partially recognised entity (added to others)",
    "REL": "religious",
    "SOC": "other civil society",
}

MODALITIES: Final[tuple[str, ...]] = (
    "happened",
    "ongoing",
    "planned",
    "hypothetical",
    "denied",
    "historic",
)

#: First parts of codes that stand for no state.
NON_STATES: Final[frozenset[str]] = frozenset({"IGO", "NGO", "MNC", "IMG", "UNK"})


def quad(event_type: str) -> int:
    """1 to 4, see ``QUADS``. Raises ``KeyError`` for what is no PLOVER type."""
    return TYPES[event_type]


def country(code: str) -> str:
    """The part of an actor code that says who: ``CHN/MIL`` -> ``CHN``, ``IGO/UN`` -> ``IGO/UN``."""
    head, _, rest = code.partition("/")
    return f"{head}/{rest.split('/')[0]}" if head in NON_STATES and rest else head
