"""From an act to a stance: what doing or saying it tells of where the doer stands.

Stances on what is to be done form a ladder from refusing to carrying out; judgements of what
the other side does form another, from condemning to supporting.
"""

from __future__ import annotations

import re
from typing import Final

from ..types import Mention
from .issues import Hit

#: Ladder of doing: stance -> rung. Demanding and proposing are one rung: both ask for it.
LADDER: Final[dict[str, int]] = {
    "refuses": 0,
    "suspends": 1,
    "sets conditions": 2,
    "open": 3,
    "demands": 4,
    "proposes": 4,
    "agrees": 5,
    "carries out": 6,
}
#: Ladder of judging the other side's conduct.
JUDGEMENTS: Final[dict[str, int]] = {
    "condemns": 0,
    "objects": 1,
    "neutral": 2,
    "welcomes": 3,
    "supports": 4,
}
#: What a stance of a party says about a channel; resuming is told by the words.
STATES: Final[dict[str, str]] = {
    "refuses": "refused",
    "suspends": "suspended",
    "sets conditions": "proposed",
    "open": "proposed",
    "proposes": "proposed",
    "demands": "proposed",
    "agrees": "proposed",
    "carries out": "open",
}
RESUMES: Final = re.compile(
    r"\b(?:resum|restor|reopen|re-open|restart|re-establish|reestablish|reviv|renew)\w*", re.I
)
#: A channel that is to go on is open.
GOES_ON: Final = re.compile(
    r"\b(?:continu|maintain|keep|kept|improv|strengthen|deepen|expand|enhanc|increas)\w*", re.I
)


def _words(*stems: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(stems) + ")", re.I)


WILLING: Final = _words(
    r"willing", r"read(?:y|iness)\b", r"open(?:ness)? to\b", r"prepared to\b", r"hope[sd]?\b",
    r"interest(?:ed)? in\b", r"desire", r"consider", r"not rule out", r"keen",
)  # fmt: skip
PROPOSES: Final = _words(
    r"offer", r"propos", r"suggest", r"invit", r"call(?:s|ed|ing)? for", r"volunteer"
)
ACCEPTS: Final = _words(r"accept", r"agree", r"approv", r"welcom")
CONDITION: Final = _words(
    r"if\b", r"unless\b", r"until\b", r"provided\b", r"only (?:if|when|after|once)\b",
    r"on (?:the )?condition", r"as long as\b", r"so long as\b", r"pre-?condition", r"conditional",
)  # fmt: skip
CAUSE: Final = _words(
    r"over\b", r"for\b", r"because of\b", r"in response to\b", r"due to\b", r"if\b", r"unless\b",
    r"in retaliation for\b", r"in connection with\b", r"on account of\b", r"until\b",
    r"after\b", r"following\b",
)  # fmt: skip
#: Behind these stands the occasion of an act, not what it is about.
OCCASION: Final = _words(
    r"following\b", r"after\b", r"amid", r"despite\b", r"because of\b", r"due to\b", r"since\b",
    r"in (?:the )?(?:light|wake|response|view|face) of\b", r"in response to\b", r"for its\b",
    r"for their\b", r"during\b", r"ahead of\b", r"before\b",
)  # fmt: skip
CONDEMNS: Final = _words(
    r"condemn", r"denounc", r"decr(?:y|ied)", r"blast", r"slam", r"lambast", r"deplor", r"outrag",
    r"unacceptable", r"abhor", r"castigat", r"excoriat", r"rail(?:s|ed)? against",
)  # fmt: skip
OPPOSES: Final = _words(r"oppos", r"object", r"protest", r"against\b", r"contest", r"disput")
CHARGES: Final = _words(
    r"accusation", r"allegation", r"alleged", r"claim", r"criticism", r"charge[sd]?\b", r"report",
    r"suggestion", r"assertion", r"lawsuit", r"petition",
)  # fmt: skip
SIGNS: Final = _words(
    r"sign",
    r"ratif",
    r"approv",
    r"adopt",
    r"pass(?:ed|es|ing)?\b",
    r"conclud",
    r"vot",
    r"agreement",
    r"accord\b",
    r"treaty",
    r"pact\b",
    r"memorandum",
)
WELCOMES: Final = _words(
    r"welcom", r"prais", r"hail", r"applaud", r"thank", r"appreciat", r"congratulat", r"commend",
    r"satisf", r"laud", r"fresh start", r"salut",
)  # fmt: skip
EASES: Final = _words(
    r"lift", r"eas", r"remov", r"releas", r"open", r"reopen", r"allow", r"waiv", r"restor",
    r"end(?:ed|s|ing)?\b", r"drop", r"grant", r"resum", r"unfr", r"free", r"relax", r"reinstat",
)  # fmt: skip
STOPS: Final = _words(
    r"suspend", r"halt", r"cut", r"freez", r"froze", r"sever", r"break", r"broke", r"cancel",
    r"call(?:ed|s|ing)? off", r"scrap", r"withdr", r"quit", r"pull", r"postpon",
    r"end(?:ed|s|ing)?\b", r"clos", r"stop", r"recall", r"terminat", r"discontinu", r"exit",
    r"leave", r"left", r"delay", r"shut", r"downgrad",
)  # fmt: skip
#: Between a demand and a channel: the other side is told to let it be.
AWAY: Final = _words(
    r"stop", r"halt", r"end(?:ing)?\b", r"ceas", r"suspend", r"cancel", r"drop", r"abandon",
    r"refrain", r"avoid", r"scrap", r"not (?:to )?", r"against", r"cut", r"withdraw", r"quit",
)  # fmt: skip
#: What is done together, so that asking for it is a proposal.
TOGETHER: Final = _words(
    r"talk", r"dialog", r"communicat", r"cooperat", r"co-operat", r"agreement", r"deal\b",
    r"treaty", r"summit", r"meeting", r"exchange", r"truce", r"ceasefire", r"cease-fire",
    r"negotiat",
    r"partnership", r"joint", r"channel", r"contact", r"peace", r"relations", r"accord", r"pact\b",
    r"alliance", r"normali", r"settlement", r"visit",
)  # fmt: skip


#: Before an issue: the words tell of its want, not of its being carried out.
WANTING: Final = _words(
    r"difficult", r"setback", r"lack", r"absence", r"no\b", r"without", r"collaps", r"fail",
    r"breakdown", r"need", r"importan", r"prospect", r"hope", r"possib", r"chance", r"obstacle",
    r"unable", r"threat", r"risk", r"end(?:ed|ing|s)?\b", r"halt", r"suspen",
)  # fmt: skip


#: Between stopping or refusing and an issue: what is stopped is a step against it.
REVERSED: Final = _words(
    r"(?:decision|plan|threat|move|order|vow|bid|intention|effort)s? (?:to|of|on)\b",
    r"end(?:ing)?\b", r"withdraw", r"leav", r"scrap", r"cancel", r"suspen", r"stop", r"ban\b",
    r"boycott", r"objection", r"opposition", r"resistance", r"appeal",
)  # fmt: skip
#: How a clause begins that only sets the scene.
BACKGROUND: Final = re.compile(r"\W*(?:despite|amid|in spite of|notwithstanding)\b", re.I)
NAMED_DEAL: Final = re.compile(
    r"(?:\w+ )?(?:agreement|accord|pact|treaty|deal|memorandum)s?$", re.I
)
#: Right before an act: it lies ahead, or is not done.
AHEAD: Final = re.compile(
    r"\b(?:will|would|shall|is to|are to|was to|were to|set to|going to|plan(?:s|ned)? to|'ll)"
    r"(?: \w+){0,2} $",
    re.I,
)
NOT: Final = re.compile(
    r"(?:\b(?:not|never|neither|nor|no longer|seldom|rarely|hardly)|n['’]t)\b(?: \w+){0,3} $", re.I
)
#: Before the name of an agreement: it is being left or broken, not made.
BROKEN: Final = _words(
    r"violat", r"breach", r"broke", r"break", r"leav", r"left", r"quit", r"withdr", r"scrap",
    r"suspen", r"reject", r"refus", r"oppos", r"against", r"tear", r"tore", r"end(?:ed|s|ing)?\b",
    r"collaps", r"without", r"no\b", r"fail", r"exit", r"under\b", r"despite\b",
)  # fmt: skip


def stance(mention: Mention, hit: Hit, text: str, clause: tuple[int, int]) -> str | None:
    """Where the doer of ``mention`` stands on the issue of ``hit`` by the words of ``clause``;
    None where the act tells nothing of it. ``text`` is the article's."""
    rule = _RULES.get(mention.type)
    if rule is None or mention.modality in ("denied", "hypothetical"):
        return None
    case = _Case(mention, hit, text, clause)
    if mention.type != "REJECT" and NOT.search(case.lead):
        return None
    if BACKGROUND.match(case.lead):
        return None
    if mention.type not in CAUSED and case.follows and OCCASION.search(case.between):
        return None
    found = rule(case)
    if found == "carries out" and WANTING.search(case.before):
        return None
    if mention.type in ("AID", "COOPERATE", "CONSULT") and STOPS.search(case.before):
        return None
    return found


#: Types whose occasion is what they are about: one accuses, threatens or punishes for it.
CAUSED: Final = frozenset(("ACCUSE", "THREATEN", "SANCTION"))


class _Case:
    """One act and one issue that its clause names, with the words that rules look at."""

    def __init__(self, mention: Mention, hit: Hit, text: str, clause: tuple[int, int]) -> None:
        self.mention, self.hit = mention, hit
        start, end = mention.trigger.start, mention.trigger.end
        self.trigger = text[start:end]
        self.after = text[end : clause[1]]
        self.between = text[end : hit.start] if end <= hit.start else text[hit.end : start]
        if hit.end < clause[0]:  # named in the sentence before
            self.between = ""
        self.about = text[max(clause[0], start - 40) : max(end + 30, hit.end)]
        self.before = text[max(clause[0], min(start, hit.start) - 30) : hit.start]
        self.named = text[max(clause[0], hit.start - 30) : hit.end + 20]
        self.follows = hit.end > start
        self.lead = text[clause[0] : start]
        self.planned = mention.modality == "planned" or bool(AHEAD.search(self.lead))
        self.channel = hit.issue.kind == "channel"

    @property
    def done(self) -> str:
        return "agrees" if self.planned else "carries out"


def _agree(case: _Case) -> str | None:
    if CONDITION.search(case.after):
        return "sets conditions"
    if NAMED_DEAL.match(case.trigger) and BROKEN.search(case.lead[-40:]):
        return None
    if WILLING.search(case.about):
        return "open"
    offers = PROPOSES.search(case.trigger) and not ACCEPTS.search(case.trigger)
    return "proposes" if offers else "agrees"


def _request(case: _Case) -> str | None:
    if AWAY.search(case.between):
        return "objects" if case.channel else "demands"
    if case.channel or TOGETHER.search(case.named):
        return "proposes"
    return "demands"


def _reject(case: _Case) -> str | None:
    if CHARGES.search(case.between) or CHARGES.search(case.named):
        return None
    if OPPOSES.search(case.trigger):
        return "objects"
    if REVERSED.search(case.between):
        return None
    return "sets conditions" if CONDITION.search(case.after) else "refuses"


def _concede(case: _Case) -> str | None:
    return case.done if EASES.search(case.about) else "agrees"


def _support(case: _Case) -> str | None:
    if NAMED_DEAL.match(case.trigger) and BROKEN.search(case.lead[-40:]):
        return None
    if WELCOMES.search(case.trigger):
        return "welcomes"
    return "agrees" if SIGNS.search(case.trigger) else "supports"


def _accuse(case: _Case) -> str | None:
    if case.mention.mode == "investigate" or not case.follows:
        return None
    return "condemns" if CONDEMNS.search(case.trigger) else "objects"


def _sanction(case: _Case) -> str | None:
    if case.mention.mode == "convict":
        return None
    if case.follows and CAUSE.search(case.between):
        return "objects"
    if case.planned or REVERSED.search(case.between):
        return None
    return "suspends" if STOPS.search(case.about) else None


def _threaten(case: _Case) -> str | None:
    if CONDITION.search(case.after):
        return "sets conditions"
    return "objects" if CAUSE.search(case.between) else None


def _consult(case: _Case) -> str | None:
    near = len(case.between.split()) <= 1
    return case.done if case.channel and near and case.mention.mode != "third-party" else None


def _carry_out(case: _Case) -> str | None:
    return None if case.mention.mode == "resign" else case.done


_RULES = {
    "AGREE": _agree,
    "REQUEST": _request,
    "REJECT": _reject,
    "CONCEDE": _concede,
    "SUPPORT": _support,
    "ACCUSE": _accuse,
    "SANCTION": _sanction,
    "THREATEN": _threaten,
    "CONSULT": _consult,
    "COOPERATE": _carry_out,
    "AID": _carry_out,
    "RETREAT": _carry_out,
}
