"""Leftover lines told by their form: addresses, bylines, credits, tags, links to other stories."""

from __future__ import annotations

import re
from typing import Final


def _any(*patterns: str) -> str:
    return "(?:" + "|".join(patterns) + ")"


def _line(*patterns: str, flags: int = re.I) -> re.Pattern[str]:
    """One pattern for all, to be matched in full."""
    return re.compile(_any(*patterns), flags)


# --- addresses and sources

_FROM = _any(
    r"source", r"original", r"link", r"via", r"url", r"original (?:article|source|post)", r"read at"
)
#: Group 1 is the address.
ADDRESS: Final = _line(
    rf"(?:\[\w+\]|\W{{0,3}}{_FROM}\s*[:：]\s*)?<?((?:https?://|www\.)[^\s<>]+)>?(?:\[/\w+\])?"
)
_DOMAIN = r"((?:https?://)?(?:www\.)?(?:[a-z0-9-]+\.)+[a-z]{2,10})(?:/\S*)?\.?"
#: Group 1 is the site: "Post from www.example.com".
FROM_SITE: Final = _line(
    r"(?:(?:this )?(?:post|article|story|news|content)(?: (?:is|was))?"
    r"|originally (?:posted|published)|re-?published|source|via|credit)"
    r"\s*(?:from|on|at|by|:)?\s*[:：]?\s*" + _DOMAIN
)

#: "Source: Xinhua"
SOURCE: Final = _line(r"\W{0,3}(?:sources?|via)\s*[:：]\s*[^\s.!?]+(?: [^\s.!?]+){0,3}")

# --- links to other stories

_MORE = _any(
    r"related(?: (?:stor(?:y|ies)|articles?|news|content|topics|links|coverage))?",
    r"read(?: also| more)?",
    r"also (?:read|see|watch)",
    r"see (?:also|more(?: on)?)",
    r"watch(?: also)?",
    r"must read",
    r"(?:read )?more(?: on this| from \w+| on| about)?",
    r"in (?:pics|pictures|photos)",
    r"listen(?: to)?",
    r"don['’]t miss",
    r"recommended",
    r"you may also like",
    r"editor['’]?s['’]? picks?",
    r"background",
    r"further reading",
    r"trending",
    r"follow(?: us)?",
    r"opinion",
    r"most read",
)
RELATED: Final = _line(rf"\W{{0,4}}{_MORE}\s*(?:[:：|»]|\s[-–—]{{1,2}}\s|>>)\s*(?=\S)")
ALSO_READ: Final = _line(
    r"(?:also\s*read|read\s*(?:also|more)|see\s*also|must\s*read)\s{1,4}(?-i:(?=[A-Z“‘]))"
)
_THINGS = r"(?:stories|articles|news|content|posts|topics|links|coverage|headlines|videos)"
#: A heading that takes the headlines under it along.
BLOCK: Final = _line(
    r"\W*"
    + _any(
        rf"related(?: {_THINGS})?",
        r"(?:our|full|more|complete) coverage(?: of.{0,30})?",
        r"more (?:stories|articles|news|from|in|on)\b.{0,40}",
        r"most (?:read|popular|viewed|shared)(?: \w+){0,2}",
        rf"(?:trending|popular|recommended|latest|recent)(?: now| reading| for you| {_THINGS})?",
        r"(?:you )?(?:may|might) (?:also )?(?:like|be interested in|have missed)",
        r"read (?:also|next|more(?: from.{0,30})?)|also read|what to read next|see also",
        r"subscriber only stories.{0,12}",
        rf"(?:top|other|sponsored) {_THINGS}",
        r"editor['’]?s['’]? (?:picks?|choice)",
        r"(?:from )?(?:around )?the web|elsewhere on.{0,30}|in this section|don['’]t miss",
    )
    + r"\W*"
)
TAGS: Final = _line(
    r"\W{0,3}(?:tags?|topics?|keywords?|categor(?:y|ies)|filed (?:under|in)|labels?|hashtags?"
    r"|posted in|tagged(?: with| as)?|(?:people )?in this story|file under)\s*[:：].{0,300}",
    r"(?:#\w+[\s,]*){2,}",
    r"(?:filed under|tags|tagged)",
)

# --- times and counts

READING_TIME: Final = _line(
    r"(?:estimated |est\. )?(?:reading |read )?time\s*[:：]?\s*(?:less than )?\d{0,3}\s*(?:a )?"
    r"(?:min(?:ute)?s?)?",
    r"(?:\W*\d{1,3}|less than (?:a|1|one)|a|one|two|three|four|five)[ -]?min(?:ute)?s?[ -]"
    r"(?:read|listen|watch|reading)\W*",
    r"\d[\d.,]*k? (?:shares?|views?|reads?|likes?|comments?|retweets?|words)",
    r"(?:listen|read|audio|play)\b.{0,20}\(?\d{1,2}[: ](?:\d\d|mins?)\)?",
)

# --- rights and credits

COPYRIGHT: Final = _line(
    r"\W{0,3}(?:copy(?:right|left)s?\W{0,3})?(?:©|\(c\)).{0,250}",
    r"\W{0,3}copy(?:right|left)s?\W{0,3}(?:(?:19|20)\d\d|by\b|all\b|reserved).{0,250}",
    r"\W{0,3}copyrights?(?: [^\s.]+){0,5}",
    r".{0,80}\ball rights reserved\b.{0,80}",
    flags=re.I | re.S,
)
#: A line with one of these is about rights, not about who took a picture.
RIGHTS: Final = re.compile(r"copyright|rights reserved|©\s*(?:19|20)\d\d", re.I)

_PICTURE = _any(
    r"(?:cover |file |featured? )?(?:photo(?:graph)?s?|images?|pictures?)"
    r"(?: credits?| source| file)?",
    r"pics?|video|illustration|graphic|screenshot|screengrab|photographer",
)
_AGENCY = r"(?:[\w.&-]+ ){0,3}" + _any(
    r"reuters|getty(?: images)?|afp|ap(?: photo)?|epa(?:-efe)?|xinhua|anadolu|bloomberg",
    r"shutterstock|pti|ani|yonhap|tass|kyodo|dpa|upi|wikimedia(?: commons)?|flickr",
    r"istock|unsplash|zuma|sipa|imago|alamy|pool|handout|file(?: photo)?",
    r"associated press|agence france-presse",
)
CREDIT: Final = _line(
    r"\W{0,3}"
    + _any(
        rf"{_PICTURE}\s*(?:by\b|[:：/|]|courtesy|via|credits?\s*[:：.…])\s*\S.{{0,100}}",
        r"(?:photo|image|picture|video) (?:credits?\b|source,|caption,).{0,90}",
        r"represent(?:ational|ative) (?:image|photo|picture)\b.{0,60}",
        r"credits?\s*(?:[:：]|\.\.\.|…)\s*\S.{0,90}",
        r"(?:credit|photograph by|photo by)\W{0,2}",
        r"©\s*\S.{0,90}",
        rf"{_AGENCY}(?:\s*[/|,-]\s*[\w.’' -]{{2,50}}){{0,3}}",
        r"file\s*[:：]\s*\S.{0,90}",
        rf"[\w.’'-]+(?: [\w.’'-]+){{0,4}}\s*/\s*{_AGENCY}(?:\s*(?:via|/)\s*[\w .-]{{2,40}})?",
        r"(?:ap|file|afp|reuters) photo\b.{0,60}",
        r"(?:pool )?photo(?:graph)? by .{3,70}",
        r"via (?:getty images|ap|reuters|afp)",
        r"(?:courtesy of|courtesy|handout) .{3,60}",
    )
    + r"\W{0,3}"
)
_END = r"(?<=[.!?”\"’)])\s*"
_HOUSE = r"(?:AP|AFP|REUTERS|EPA|Reuters|Getty(?: Images)?|GETTY)"
_HOUSES = (
    r"(?:Reuters|AP(?: Photo)?|AFP|EPA(?:-EFE)?|Getty(?: Images)?|Anadolu|Al Jazeera|Xinhua|Pool)"
)
#: One of these letters is in whatever CREDIT_TAIL can find.
CREDIT_STEMS: Final = (
    "photo,image,picture,credit,video,illustration,©,ap/,ap |,ap|,ap /,afp,reuters,epa,getty,"
    "file,handout,courtesy,/ap,/ ap,anadolu,jazeera,xinhua,pool"
).split(",")
#: A caption's end: the credit after its sentence, or in brackets.
CREDIT_TAIL: Final = re.compile(
    "(?P<tail>"
    + _any(
        rf"(?:{_END}|\s+)(?:File )?(?:Photo(?:graph)?|Image|Picture|Credit|Video|Illustration)s?"
        r"(?: [Cc]redits?)?(?: by| courtesy|\s*[:：/]|\.\.\.|…)\s*\S.{1,90}",
        rf"{_END}(?:©\s?\S.{{1,70}}|{_HOUSE}\s*[/|]\s*\S.{{1,50}})",
        rf"{_END}(?:Pool )?[Pp]hoto(?:graph)? by .{{3,60}}",
        r"\s*[\[(](?:File(?: photo|:)?|Photo|Image|Credit|AP Photo|Picture|Handout|Courtesy)\b"
        r"[^\[\]()]{0,80}[\])]",
        rf"\s*[\[(][^\[\]()]{{2,50}}/\s?{_HOUSES}[^\[\]()]{{0,40}}[\])]",
    )
    + r")\s*$"
)
_SENDER = _any(
    r"[A-Z]{2,8}",
    r"Reu(?:ters)?|Xinhua|Bernama|Yonhap|Kyodo|Agencies",
    r"[Ww]ith (?:agenc(?:y|ies) inputs?|inputs? from [\w ,]{2,40})",
    r"\w+\.(?:com|org|net|online|info)(?:\.\w\w)?",
    r"(?:[A-Z][\w.]+ ){1,3}(?:News|Online|Agency|Service|Times|Press|Post|Bureau|Desk|Wire)",
    r"(?:Additional )?[Rr]eporting by [^()]{3,150}",
    r"[Ee]dit(?:ing|ed) by [^()]{3,80}",
)
#: Who sent the story, after its last sentence.
AGENCY_TAIL: Final = re.compile(
    r"(?P<tail>(?:(?<=[.!?”\"’])\s*[-–—]{1,2}\s*|(?<=[.!?”\"’])\s+/|(?<=[.!?”\"’])\s*\()"
    + _SENDER
    + r"[)/]?\.?)\s*$"
)
SENDER: Final = re.compile(rf"\W{{0,3}}\({_SENDER}\)\W{{0,2}}|[-–—]{{1,2}}\s*{_SENDER}")

# --- who wrote it

_NAME = r"(?:[A-ZÀ-Þ][\w.’'-]+|[A-Z]\.|de|da|del|der|van|von|bin|al|el|la|le|ibn|ben)"
_NAMES = rf"{_NAME}(?:(?:\s*[,;&|]\s*(?:and\s+)?|\s+and\s+|\s+){_NAME}){{0,9}}\s*\|?\s*"
_JOB = (
    r"(?:[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Ww]riter|[Aa]gencies|[Ss]taff|[Bb]ureau|[Dd]esk)"
)
BYLINE: Final = _line(
    r"\W{0,3}"
    + _any(
        r"(?i:(?:written|story|words|reported|text|posted|published|edited|produced|uploaded) )?"
        rf"(?:[Bb]y|BY)[:：]?\s+(?:the )?{_NAMES}"
        rf"(?:in [A-Z]\w+(?: [A-Z]\w+)?|,? ?(?:[\w ]{{0,20}}{_JOB}))?",
        r"(?:Our |Special |Web |Online |News |Diplomatic |Political )?"
        r"(?:(?:Staff )?(?:Correspondent|Reporter)|Staff [Ww]riters?|(?:News |Web )?Desk|Agencies)",
        r"(?:[A-Z]\w+ )?(?:[Ss]taff|[Aa]gencies)(?: (?:and|&) (?:[Ss]taff|[Aa]gencies|[Ww]ires))",
        r"(?:From )?[Oo]ur (?:\w+ )?[Cc]orrespondent(?: in .{2,30})?",
        r"(?:Author|Reporter|Editor|Correspondent|Writer|(?:Translated|Compiled|Edited) by"
        rf"|(?:Additional r|R)eporting by|Editing by|By Staff)s?\s*[:：]?\s+{_NAMES}",
        r"(?i:author|reporter|(?:web )?editor|correspondent|writer|contribut(?:ing|or))s?"
        r"\s*[:：]\s*[^\s.][^.!?]{1,60}",
    )
    + r"\W{0,2}",
    flags=0,
)
REPORTING: Final = _line(
    r"\W{0,2}\(?(?:additional |with )?(?:reporting|writing|compiled|edited|editing|translated) by "
    r".{3,220}\)?\W{0,2}"
)
_WRITES = _any(
    r"freelance|journalist|columnist|reporter|correspondent|contribut(?:ing|or)|editor",
    r"(?:staff|senior) writer|writer (?:for|based)|writes|covers|for this newspaper",
    r"professor|fellow|lecturer|analyst|researcher|author of|founder",
)
_TITLED = r"(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs|Amb|Ambassador|Gen)\.? )?"
#: Group "name" is whom the note is about, where it names somebody.
#: Names alone, each perhaps with a place: "Ana Ruiz in Lima and Luis Paz".
NAMES: Final = re.compile(
    rf"{_NAME}(?: {_NAME}){{1,3}}(?: in {_NAME}(?: {_NAME})?)?"
    rf"(?:(?:, | and | & |, and | \| ){_NAME}(?: {_NAME}){{1,3}}"
    rf"(?: in {_NAME}(?: {_NAME})?)?){{0,3}}"
    rf"(?:,? [\w ]{{0,25}}{_JOB})?"
)
BIO: Final = _line(
    r"(?:[Aa]bout )?[Tt]he (?:writer|author|columnist|reporter)s? (?:is|are|was|can|may|has)\b.*",
    r"\*\s?[A-Z].{3,300}\b(?:is|are|was)\b.*",
    rf"{_TITLED}(?P<name>{_NAME}(?: {_NAME}){{1,3}})(?:,.{{0,60}},)? "
    rf"(?:is|was|writes|covers|reports)\b.{{0,60}}\b{_WRITES}\b.{{0,250}}",
    r"(?i:e-?mail|contact|reach|write to|follow)(?: the (?:author|writer|reporter))?"
    r"(?: (?:him|her|them|me|us))?(?: at| on| via| to)?\s*[:：]?\s*\S*@\S+.{0,60}",
    flags=re.S,
)
CONTACT: Final = _line(
    r"\S+@\S+\.\w+",
    r"@\w+",
    r"(?:e-?mail|contact|reach|follow|write to)\b.{0,60}\S@\S+.{0,60}",
    r"(?:reach|call|contact)\b.{2,40} (?:at|on) \+?[\d() -]{7,}.{0,30}",
    r"all times (?:are )?(?:in )?\w{2,5}",
    r".{0,60}\b(?:tips?|feedback|corrections?|pitch(?:es)?|letters?|editor(?:ial)?|info|contact)@"
    r"\S+.{0,40}",
)
_OF_THE_PIECE = (
    r"(?:(?-i:[Tt]h(?:is|e) (?:article|story|report|post|headline|piece|column))\b"
    r"|(?:earlier|previous) version\b)"
)
#: "Correction: an earlier version of this story ..."
CORRECTED: Final = _line(
    r"\W{0,3}disclaimer\s*[:：—–-].{10,600}",
    r"\W{0,3}(?:editor['’]?s['’]? note|note|correction|clarification|update)\s*[:：—–-]\s*"
    rf"(?=.{{0,200}}{_OF_THE_PIECE}).{{10,500}}",
)
#: What is left of a post from elsewhere.
EMBED: Final = _line(
    r"a (?:post|video|photo) (?:shared|posted) by .{2,80}",
    r"pic\.twitter\.com/\S+",
    r"[—–-]\s?.{2,60}\(@\w+\)\s+\w+ \d{1,2}, \d{4}",
    r"(?:sponsored|presented|promoted|paid for) by [^.!?]{2,40}",
)
RULE: Final = re.compile(
    r"[\s*#_=~•·.…+<>|/\\-]{1,60}|\W{0,4}(?:ENDS?|30)\W{0,4}"
    r"|(?:(?:Item|Image|Photo|Slide|Page) )?\d{1,3}\s*(?:/|of)\s*\d{1,3}"
)
