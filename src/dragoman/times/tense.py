"""Whether the words around an expression of time look ahead."""

from __future__ import annotations

import re
from typing import Final

#: All of them begin with a space, so that the search may run from space to space.
_SENTENCE = re.compile(
    r"\s(?:(?<=[.!?][\"”’) ]\s)\s*(?=[\"“‘(]?[A-Z0-9])|(?<=\n)\n*"
    r"|(?<=[.!?]\s)\s*(?=[\"“‘(]?[A-Z]))"
)
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|St|Jr|Sr|Prof|Rev|Hon|"
    r"Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|No|Inc|Ltd|Co|vs|etc))\.\s*$"
)
_BARRIER = re.compile(
    r"[;:—()]|,|\b(?:that|which|who|whose|whom|but|while|whereas|although|though|when|where|"
    r"because|as|after|before|if|unless|and)\b",
    re.I,
)
_BEEN: Final = (
    "was were had did said told met held took made gave began broke fell flew fled went came "
    "left struck shot won lost spoke sought fought brought bought caught taught thought sent "
    "saw ran rose wrote drove got found led stood sat withdrew threw grew drew knew showed paid "
    "built kept meant became swore tore laid arose chose hid overthrew undertook quit hit has "
    "have having fled killed dealt rang sank shut sold stole struck swept"
)
_PAST = re.compile(
    rf"\b(?:{'|'.join(sorted(set(_BEEN.split())))}|(?!(?:united|need|indeed|hundred|armed|"
    r"alleged|occupied|proposed|wanted|related|based|called|limited|advanced|so-called)\b)"
    r"[a-z]{2,}ed)\b"
)
#: Verbs and nouns after which "to" looks ahead: "agreed to meet on Friday".
_TO: Final = (
    "agreed vowed promised pledged ready preparing prepared prepares prepare about wants wanted "
    "urged asked ordered invited seeks seek poised set expected supposed meant likely certain "
    "bound slated scheduled hopes hoped hoping plan plans invitation deal agreement decision "
    "offer bid due"
)
#: Verbs of telling somebody to do something: "asked parliament to meet on Friday".
_TOLD: Final = (
    "asked|urged|ordered|invited|summoned|told|instructed|advised|requested|directed|commanded|"
    "allowed|permitted|authori[sz]ed"
)
_NO_VERB: Final = (
    r"(?! (?:an?|the|its|their|his|her|this|that|these|those|any|all|\d+|\w{3,}ing)\b)"
)
#: Not "told reporters the army moved to": a verb ends the words for whom is told.
_WHOM: Final = rf"(?:(?!{_PAST.pattern})[\w'’.-]+ ){{1,5}}"
_WHEN_TOLD: Final = (
    r"(?:(?:late|early|on|last|this) )*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"yesterday|today|week|month)"
)
_AHEAD: Final = (
    r"will|shall|won['’]t|would|going to|to be|(?:is|are|was|were) to(?! have\b)",
    r"(?:should|must|may|might) (?:also |not )?be",
    r"(?-i:should|must|may|can) "  # no Mrs May
    r"(?!(?:not )?(?:have|be|also|i|we|he|she|they|it)\b|\w+ed\b)[a-z]{2,}",
    rf"(?:{_TOLD}) {_WHOM}to{_NO_VERB}",
    r"(?:is|are|was|were|be|been) (?:still |also |now )?"
    r"(?:due|scheduled|slated|expected|supposed|planned|poised|meant|likely"
    r"|set(?! (?:free|alight|ablaze|on fire|upon|up|off|back|aside|apart|out|loose|in motion)\b))",
    r"due|slated|scheduled(?= (?:for|to|on|in|at|by|next|later)\b|[ ,.]*$)",
    r"plans?|planned|planning|intends?|intended|intending|expects?|expected|hop(?:es?|ed|ing)",
    r"(?:was|were) (?:leaving|going|coming|meeting|heading|arriving|resigning)",
    r"upcoming|forthcoming|incoming|coming (?:in|on)|deadline|(?:in advance|ahead) of",
    r"(?:postponed|delayed) (?:to|until)|up for (?:re-?)?election|called on",
    rf"(?:{'|'.join(_TO.split())}) to{_NO_VERB}",
    rf"(?:{'|'.join(_TO.split())}) {_WHEN_TOLD} to{_NO_VERB}",
    rf"calls? (?:for|on) {_WHOM}to{_NO_VERB}",
)
_STRONG = re.compile(rf"\b(?:{'|'.join(_AHEAD)})\b|['’]ll\b", re.I)
_GOING_ON = re.compile(r"\b(?:is|are|['’]s|['’]re) (?:also |now )?\w+ing\b", re.I)
_COMING = re.compile(
    r"\b(?:meets|begins?|opens?|starts?|convenes?|expires?|arrives?|takes place|gathers?|votes|"
    r"travels|heads|ends|leaves|kicks off|goes to the polls|go to the polls|comes into|enters|"
    r"takes effect|runs?|resumes?|must|should|can|could|may|might|next|ahead)\b",
    re.I,
)
#: Verbs of a timetable, said in the present of what is to come: "Mali holds a referendum".
_DATED: Final = (
    r"(?:sits|seeks|joins|becomes|holds|chooses|elects|decides|assumes|inaugurates|retires|"
    r"reopens|concludes|takes (?:office|power|over|up|part|the|an?|its|his|her|their)|steps down|"
    r"hands over|stands in|wants|confers|departs|closes|lapses|flies|swears|testifies|reconvenes|"
    r"comes (?:into|before|up)|goes (?:to|into|on (?:trial|strike|sale)|before|home|back)|"
    r"(?:is|are) sworn in)"
)
_OR_NOUNS: Final = (
    r"(?:visits|signs|returns|marks|hosts|faces|votes|chairs|addresses|rules|moves|"
    r"debates|launches)"
)
_MANY: Final = (
    r"(?:[Tt]hey|[Ww]e|(?!(?:its|was|has|as)\b)(?:people|[A-Za-z]+[^\Wsui]s)|"
    r"(?:Israel|Iraq|Yemen|Pakistan|Bangladesh|Kuwait|Qatar|Oman|Emirat|Bahrain|Somal|Saud)is)"
    r"(?: (?:of|from|in) (?:the )?[\w'’-]+)?(?: (?:all|both|then|also))?"
)
_BASES: Final = (
    r"(?:vote|meet|return|seek|sign|sit|join|become|hold|choose|elect|decide|gather|visit|host|"
    r"mark|take (?:office|power|over|part|to|an?|the|its|their)|"
    r"go (?:to|into|on (?:trial|strike|sale)|before|home|back)|"
    r"want|confer|depart|fly|cross|travel|arrive|attend|testify|debate|convene|reconvene|"
    r"reopen|resume|begin|open|come (?:into|before)|move (?:to|into))"
)
_TIMETABLE = re.compile(
    rf"\b{_DATED}\b|\b{_OR_NOUNS} (?:an?|the|its|his|her|their|to|for|[A-Z])|"
    rf"\b{_MANY} {_BASES}\b"
)
#: "Argentines, who vote in October"; "on Wednesday they meet without him".
_WHO_WILL = re.compile(rf"\bwho\s+(?:all |both |then |also )?{_BASES}\b[^,;]*$")
_THEN_THEY = re.compile(
    rf"\s*,?\s*(?:(?:they|we) {_BASES}|(?:he|she|it|(?:the )?[A-Z]\w+) {_DATED})\b[^,;]*"
)
_SAYING = re.compile(
    r"\b(?:says?|claims|insists?|argues?|believes?|thinks?|denies|deny|admits?|accuses?|shows)\b"
)
_LIMITS: Final = r"by|until|till|through|up to|no later than"
_LIMIT = re.compile(rf"^(?:{_LIMITS})\b", re.I)
_LIMIT_LEFT = re.compile(rf"\b(?:{_LIMITS})\s+(?:the\s+)?$", re.I)
_TARGET = re.compile(r"^(?:to|for)\b", re.I)
_TARGET_LEFT = re.compile(r"\b(?:to|for)\s+$", re.I)
#: Verbs that set a date to come, in the past: "demanded that they leave by Friday".
_MOVED: Final = frozenset(
    "postponed adjourned moved delayed rescheduled deferred pushed put shifted "
    "extended prolonged".split()
)
_ASKED: Final = frozenset(
    "demanded ordered asked urged told called instructed directed required requested commanded "
    "advised invited authorised authorized allowed gave given granted promised vowed pledged "
    "agreed committed undertook offered swore guaranteed proposed threatened mandated".split()
)
_STOPPED: Final = frozenset(
    "closed shut suspended banned barred halted imposed cancelled canceled remanded froze "
    "frozen renewed prorogued grounded sealed announced declared".split()
)
#: "has until Tuesday to go"; "unless he resigns by Tuesday".
_HAS_UNTIL = re.compile(r"\b(?:has|have)\s+(?:until\s+|till\s+)?$", re.I)
_IF: Final = r"(?<!asked )(?<!asking )(?<!know )(?<!knew )(?<!see )(?<!unclear )\bif\b"
_UNLESS = re.compile(rf"(?:\bunless\b|{_IF})[^,;]*$", re.I)
#: "would, if elected on 25 March, cut the term"; "will go if it wins on Sunday".
_IF_THEN = re.compile(rf"{_IF}[^,;]*$", re.I)
_WOULD = re.compile(r"\b(?:will|would)\b|['’](?:ll|d)\b", re.I)
_SETTING = re.compile(rf"{_PAST.pattern}|\bput(?= (?:off|back)\b)|\b(?:given|frozen)\b")
#: "called a strike for Friday", "a strike is called for 5 May"; not "announced the toll for".
_CALLED = re.compile(
    r"\b(?:called|fixed|booked|summoned|arranged|organi[sz]ed|(?:announced|declared) an?)\b"
    r"[^,;:]*$",
    re.I,
)
_FOR_DAY = re.compile(r"^for\s.*(?:day|\d(?:st|nd|rd|th)?\s[A-Z]\w+|[A-Z]\w+\s\d{1,2})$")
#: "has invited both to talks on Friday": the day is that of the talks.
_INVITED = re.compile(r"\b(?:has|have|['’]ve) (?:also |now )?invited\b[^;:.]*\bto\b[^,;:.]*$", re.I)
#: "called for a truce from Friday", where no other verb stands between.
_WISHED = re.compile(
    r"\b(?:(?:call(?:s|ed)?|ask(?:s|ed)?) for|demand(?:s|ed)?|proposed|promised|pledged|offered)\b"
    rf"(?:(?!{_PAST.pattern})[^,;:])*$",
    re.I,
)
#: "called for strikes in March": whether March is to come is not said.
_WISHED_IN = re.compile(r"\b(?:called|asked|appealed) for (?:[\w-]+ ){1,3}$", re.I)
_FROM_LEFT = re.compile(r"\bfrom\s+$", re.I)
#: "banned the vigil of June 4": what is banned is still to come.
_BANNED = re.compile(
    r"\b(?:banned|forbidden|forbade|outlawed|prohibited)\s(?:[^\s,;:]+\s){0,4}?"
    r"(?:vigil|march|rally|protest|demonstration|parade|procession|gathering|meeting|strike|vote|"
    r"referendum|concert)s?\s(?P<of>of\s(?:the\s)?)?$",
    re.I,
)
_WEEKDAY: Final = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night))?"
)
_ONLY_WEEKDAY = re.compile(rf"^(?:[a-z]+\s+){{0,2}}{_WEEKDAY}(?:['’]s)?$", re.I)
#: The nouns behind a day: "Friday's deadly attack", "the Monday raid".
_NOUNS = re.compile(r"^(?:['’]s)?\s+(?P<nouns>[a-z][\w-]*(?:\s+[a-z][\w-]*){0,2})")
_MAY_COME = re.compile(
    r"\b(?:elections?|votes?|voting|polls?|ballot|referend\w+|run-?off|round|primar\w+|summit|"
    r"meetings?|talks|conference|session|sitting|hearing|trial|rally|rallies|march\w*|strikes?|"
    r"protests?|demonstrations?|visit|trip|tour|match(?:es)?|games?|"
    r"(?:semi-?|quarter-?)?finals?|ceremony|inauguration|swearing|"
    r"funeral|burial|deadline|debate|speech|address|launch|opening|start|parade|celebrations?|"
    r"mass|prayers?|congress|forum|gathering|handover|deal|expiry|event|budget|contest|showdown|"
    r"presidential|parliamentary|general|local|verdict|ruling|decision|review|editions?|"
    r"anniversary|exchange|release|flight|reopening|episode|show|programme)\b"
)
_HAPPENED = re.compile(
    r"\b(?:attack|raid|clash|blast|bombing|explosion|killing|murder|shooting|stabbing|ambush|"
    r"assault|shelling|massacre|riot|crash|collapse|fire|flood|quake|earthquake|storm|coup|"
    r"mutiny|arrest|kidnapping|defeat|incident|violence)(?:s|es)?\s*$"
)
_BEFOREHAND = re.compile(
    r"\bhad (?:(?:also|already|long|once|not|never|\w+ly) )*(?:been )?"
    r"(?:\w+ed|made|held|said|told|won|lost|given|put|set|taken|begun|sworn)\b[^;:]*$",
    re.I,
)
_AHEAD_OF: Final = r"\b(?:ahead|in advance) of\s+(?:the\s+)?"
#: "..., his office said" at the end of a sentence.
_TOLD_AFTER = re.compile(
    r",\s+(?:[^\s,;]+\s+){1,6}(?:said|announced|added|reported|confirmed|told \w+)[.”\"’']*\s*$"
)
_GAVE: Final = frozenset(("gave", "given", "granted"))
_STILL = re.compile(r"\b(?:remained|stayed|kept|had|had been)\s+$", re.I)
#: A clause set in between commas: ", who met Brazil's envoy,".
_ASIDE = re.compile(r",\s+(?:who|whose|whom|which|where)\b[^,]*,", re.I)
_HAD_PLANNED = re.compile(
    r"\bhad (?:been |also |already |originally )?(?:due|set|scheduled|slated|planned|expected|"
    r"supposed|meant|intended|hoped|agreed|promised|vowed)\b[^,;]*$",
    re.I,
)
#: "Suspended its plan to leave on Nov. 22".
_TAKEN_BACK = re.compile(
    r"\b(?:suspended|dropped|shelved|cancell?ed|abandoned|scrapped|reversed|postponed|withdrew|halted"
    r"|ditched|froze|put off)\b[^,;]*\b(?:plans?|decisions?|threats?|moves?|intentions?)\b[^,;]*$",
    re.I,
)
_FELL_THROUGH = re.compile(r"(?:was|were|has been|have been|had|failed|fell|collapsed|did)\b")
#: What stands right before a time that lies ahead: "set for June 28", "the vote is Thursday".
_AT_END = re.compile(r"(?:\bfor|\bcoming|[a-z] (?:is|are))\s+$")
_ARTICLE = re.compile(r"\b(?:the|a|an|its|their|his|her|that|this)\s+$", re.I)
_NO_NOUN: Final = frozenset(
    "and but for from with was were are has had have said when where who that which after before "
    "until into over the its his her their will would".split()
)
_PERFECT = re.compile(r"\b(?:has|have|['’]ve)\b[^.;:]*$")
_REPORTING = re.compile(
    r"\b(?:said|says|announced|told(?: \w+){0,2}|confirmed|stated|declared|reported|added|"
    r"revealed|disclosed|tweeted|wrote|posted|warned|decided|approved|agreed|signed)"
    r"(?: (?:in a statement|late|early|earlier|here))?[ ,]*$",
    re.I,
)
_REACH = 300  # code points either side


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around ``text[start:end]``, by full stops and line ends."""
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    first, last = low, high
    for found in _SENTENCE.finditer(text, low, high):
        if "\n" not in found[0] and _ABBREVIATED.search(text[low : found.start()][-8:]):
            continue
        if found.end() <= start:
            first = found.end()
        elif found.start() >= end:
            last = found.start()
            break
    return first, last


def looks_ahead(text: str, start: int, end: int, modality: str) -> tuple[bool | None, bool]:
    """Whether the time at ``text[start:end]`` lies ahead (None: no telling), and whether a
    verb or the modality says so. The verb nearest in the same clause counts most."""
    first, last = sentence_at(text, start, end)
    left, words, right = text[first:start], text[start:end], text[end:last]
    if modality == "historic":
        return False, True
    if modality == "planned":
        told = _REPORTING.search(left) or (not left.strip() and _first_cue(right) is False)
        return not told, True
    if _of_happened(left, words, right) or _was_beforehand(left, words):
        return False, True
    if _attributive(left, words, right):
        return None, False
    if _sets_date(left, words) or _day_set(left, words):
        return True, False
    if _IF_THEN.search(left) and _WOULD.search(left + right):
        return True, False
    if _WISHED_IN.search(left) and re.match(r"in\b", words, re.I):
        return None, False
    ahead, sure = _cue(left, right)
    if ahead and _undone(left, right, sure):
        return None, False
    return (None, False) if modality == "hypothetical" and not sure else (ahead, sure)


def _attributive(left: str, words: str, right: str) -> bool:
    """ "the June 19 election": no verb of the clause need be about that day."""
    led = _ARTICLE.search(left) or re.search(r"\b(?:the|a|an) \D*\d", words, re.I)
    noun = re.match(r",?\s+([a-z]{3,})", right)
    return bool(led and noun and noun[1] not in _NO_NOUN and re.search(r"\d", words))


def _of_happened(left: str, words: str, right: str) -> bool:
    """ "suspects in Friday's attack will be tried": past, unless such a thing may be to come."""
    found = _NOUNS.match(right)
    if not found or not _ONLY_WEEKDAY.match(words):
        return False
    if re.search(r"['’]s$", words) or re.match(r"['’]s\s", right):
        return not _MAY_COME.search(found["nouns"])
    led = _ARTICLE.search(left) or re.search(r"\bthe\b", words)
    nouns = found["nouns"].split()
    return bool(led) and any(_HAPPENED.search(one) for one in nouns)


def _was_beforehand(left: str, words: str) -> bool:
    """ "had promised it ahead of the April election": behind what is told, and so behind us."""
    led = re.match(_AHEAD_OF, words, re.I) or re.search(rf"{_AHEAD_OF}$", left, re.I)
    return bool(led and not re.search(_WEEKDAY, words) and _BEFOREHAND.search(left))


def own_clause(text: str, start: int, end: int) -> str:
    """The sentence around ``text[start:end]`` without clauses set in that tell of others."""
    first, last = sentence_at(text, start, end)
    return _ASIDE.sub(" ", text[first:start]) + text[start:last]


def _sets_date(left: str, words: str) -> bool:
    """ "ordered the schools shut until May", "postponed the vote to May 3": the time is told
    by a past verb and lies ahead of it; or is a limit still running: "has until Tuesday"."""
    left = _ASIDE.sub(" ", left)
    limit = _LIMIT.match(words) or _LIMIT_LEFT.search(left)
    if limit and (_HAS_UNTIL.search(left) or _UNLESS.search(left)):
        return True
    verb = _last(_SETTING, left)
    target = _TARGET.match(words) or _TARGET_LEFT.search(left)
    if verb is not None and target and verb[0].lower() in _MOVED:
        return True
    if verb is None or _STILL.search(left[: verb.start()]):
        return False
    if verb[0].lower() in _GAVE and re.search(r"\bto\b", left[verb.end() :]):
        return False  # "gave money to rebels until March"
    if limit:
        by = words.lower().startswith("by") or left.lower().endswith("by ")
        return verb[0].lower() in (_ASKED if by else _ASKED | _STOPPED | _MOVED)
    return False


def _day_set(left: str, words: str) -> bool:
    """ "called a strike for Friday", "called for a truce from Friday", "banned the march of 4
    June": the noun's own day, not the verb's."""
    if _FOR_DAY.match(words) and _CALLED.search(left):
        return True
    start = re.match(r"from\b", words, re.I) or _FROM_LEFT.search(left)
    if start and re.search(r"day\b|\d", words):
        return _WISHED.search(left) is not None
    if _INVITED.search(left) and _ONLY_WEEKDAY.match(words):
        return True
    banned = _BANNED.search(left)
    return bool(banned and (banned["of"] or words.startswith("of ")))


def _undone(left: str, right: str, sure: bool) -> bool:
    """ "A deal due to be signed on 6 April was postponed": a plan that may lie behind. Behind
    the present of a timetable any other verb is the main clause's: "..., condemned it"."""
    after = re.sub(r"^[\s,]*(?:(?:but|and|then)\s+)?", "", right)
    fell = (_PAST if sure else _FELL_THROUGH).match(after)
    return bool(_HAD_PLANNED.search(left) or _TAKEN_BACK.search(left) or fell)


def lasts(text: str, start: int) -> bool:
    """Whether "has" or "have" governs the words at ``start``."""
    first, _ = sentence_at(text, start, start)
    return _PERFECT.search(text[first:start]) is not None


def _cue(left: str, right: str) -> tuple[bool, bool]:
    """The nearest verb's word: in the same clause, after the time, then farther back."""
    if _AT_END.search(left):
        return True, True
    barriers = list(_BARRIER.finditer(left))
    near = left[barriers[-1].end() :] if barriers else left
    here = _last_cue(near)
    if here is not None:
        return here, True
    if _timetabled(near, right) or _WHO_WILL.search(left):
        return True, False
    told = _THEN_THEY.match(right) if not near.strip() or near.strip().lower() == "on" else None
    if told is not None and not _PAST.search(told[0]):
        return True, False
    after = _first_cue(right)
    beside = _first_cue(_TOLD_AFTER.sub("", right))
    if len(near.split()) <= 2 and beside is not None:
        return beside, True
    if _COMING.search(near):
        return True, False
    wide = _last_cue(left)
    far = wide if wide is not None else after
    if far is not None:
        return far, True
    return _COMING.search(left) is not None, False


def _timetabled(near: str, right: str) -> bool:
    """ "The cabinet takes its oath on Tuesday"; not "The bloc that holds it says the talks on
    Monday failed"."""
    verb = _last(_TIMETABLE, near)
    if verb is None or _SAYING.search(near[verb.end() :]) or _HAPPENED.search(near):
        return False
    return _PAST.match(right.lstrip()) is None


def _last_cue(words: str) -> bool | None:
    strong = _last_strong(words) or _last(_GOING_ON, words)
    past = _last(_PAST, words)
    if strong is None and past is None:
        return None
    if strong is not None and (past is None or past.start() <= strong.end()):
        return True
    if strong is None or past is None:
        return False
    between = words[strong.end() : past.start()].split()
    if [*strong[0].lower().split()[1:], *between][-1:] == ["to"]:
        return True  # "vowed to quit", "plan to hit back"
    if strong[0].lower().split()[0] not in _MODALS:
        return False
    return (len(between) <= 3 and not _breaks(between)) or _goes_on_with(between)


def _last_strong(words: str) -> re.Match[str] | None:
    found = [one for one in _STRONG.finditer(words) if not _plan_as_noun(one, words)]
    return found[-1] if found else None


def _plan_as_noun(found: re.Match[str], words: str) -> bool:
    """ "unveiled his Middle East plan", "plans for a wall"; not "the parties plan protests"."""
    before, after = words[: found.start()], words[found.end() :]
    if found[0].lower() not in ("plan", "plans") or re.match(r"\s+to\b", after):
        return False
    if re.match(r"\s*(?:$|[,.)]|(?:for|of|that|by|at|in|on|was|were|had|has|have)\b)", after):
        return bool(re.search(r"\w", before))
    return _NOUN_LED[found[0].lower()].search(before) is not None


_OWNER: Final = r"\b(?:an?|the|this|that|its|his|her|their|\w+['’]s|\w+s['’])\s+"
_NOUN_LED: Final = {
    "plan": re.compile(rf"{_OWNER}(?:[\w-]*[^\Ws]\s+){{0,3}}$", re.I),
    "plans": re.compile(r"\b(?:its|his|her|their|these|those|new|\w+ed)\s+$", re.I),
}
_MODALS: Final = frozenset(
    "will shall won't would should must may might to be is are was were due set scheduled "
    "expected likely going plans hopes agreed 'll ’ll".split()
)


def _breaks(words: list[str]) -> bool:
    return not set(words) <= {"be", "have", "been", "also", "not", "then", "again", "get", "soon"}


def _goes_on_with(words: list[str]) -> bool:
    """ "is to be split and ruled": both verbs are to come."""
    return words[:1] == ["be"] and words[-1:] in (["and"], ["or"]) and len(words) <= 6


def _first_cue(words: str) -> bool | None:
    strong, past = _STRONG.search(words), _PAST.search(words)
    if strong and (past is None or strong.start() <= past.start()):
        return True
    return False if past else None


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(words):
        pass
    return found
