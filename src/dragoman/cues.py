"""Words by which the furniture of a news page is told from news: our own lists.

A *label* is a short line made of nothing but such words ("Share on Facebook"). A *notice* is a
sentence that speaks to the reader about the site ("Sign up for our newsletter").
"""

from __future__ import annotations

import re
from typing import Final

COMMON: Final = frozenset(
    "the a an to on in of for this that our us we my me your you and or with by from at now here "
    "all more page pages site website article articles story stories post posts news new via is "
    "are be it its full free top latest up out".split()
)

#: Reason -> (words one of which a label must have, further words it may have).
LABELS: Final[dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    reason: (frozenset(heads.split()), frozenset(others.split()))
    for reason, (heads, others) in {
        "advertisement": (
            "advertisement advertisements advertising advert adverts ad ads sponsored sponsor "
            "promoted advertorial taboola outbrain",
            "content continue continues continued reading below above scroll skip close report "
            "feedback paid partner after loading remove why seeing hide",
        ),
        "share": (
            "share tweet facebook twitter whatsapp linkedin telegram reddit pinterest instagram "
            "youtube messenger flipboard email e-mail mail print bookmark follow tumblr threads "
            "bluesky wechat weibo viber tiktok copy copied gift like sharing shares shared",
            "x link links save later friend friends a social media networks button buttons options "
            "tools channel icon opens window icons click pin pocket app facebook's group feed "
            "google join rss on line count total this",
        ),
        "subscription": (
            "subscribe subscriber subscribers subscription subscriptions login log signup sign "
            "register registered newsletter newsletters membership member members unlock paywall "
            "e-paper epaper premium",
            "in up out already get have not yet become join account accounts read continue want "
            "only stories off today daily weekly morning evening briefing free trial month year "
            "start access unlimited digital exclusive manage create email inbox alerts user "
            "per week first save offer just cancel anytime why view choose plan print support",
        ),
        "read more": (
            "read reading more related recommended trending popular watch keep also continue "
            "continues see stories must-read most-read expand headlines picks recommended",
            "next previous viewed most editor's editors' editor choice picks topics content "
            "below view show load less like liked may might interested don't dont miss out "
            "around web later videos video coverage further other elsewhere links section today "
            "back explore discover what's happening hot on also articles follow next: full",
        ),
        "comments": (
            "comment comments reply replies commenting",
            "leave add post write view show hide load be first no conversation join discussion "
            "cancel section 0 share your thoughts below closed sort oldest newest best policy "
            "guidelines login log in disabled moderated",
        ),
        "cookies": (
            "cookie cookies consent gdpr",
            "accept reject manage settings policy preferences notice use uses using necessary "
            "essential only decline allow privacy",
        ),
        "media control": (
            "listen play pause mute unmute replay audio slideshow fullscreen enlarge gallery "
            "caption captions playback zoom autoplay subtitles",
            "video image photo photos picture pictures view hide show toggle screen click expand "
            "open close speed volume settings minutes min next previous toggle full-screen read "
            "loading download podcast to stop player "
            "live",
        ),
        "navigation": (
            "home homepage menu skip navigation nav back next previous sitemap contact about mobile "
            "desktop breadcrumb breadcrumbs toggle search connect index masthead exit e-edition "
            "careers faq faqs help close sections topics",
            "main content front version top view section site map edition editions go go's return to "
            "advertise privacy policy terms conditions use services team staff live tv watch "
            "world politics business opinion sport sports open modern classic languages english "
            "archive archives jobs rss",
        ),
        "legal": (
            "copyright rights reserved disclaimer trademark licensing",
            "terms use policy privacy conditions reserved reproduction permission permissions "
            "reprints corrections ethics code",
        ),
        "source line": (
            "source sources",
            "original modern classic version image images photo photos link web credit view data",
        ),
        "text size": ("font text a+ a- aa", "size small medium large increase decrease reset"),
    }.items()
}

#: Names of sections, as labels over or under an article.
SECTIONS: Final = frozenset(
    "news world politics political business opinion opinions sports sport economy economics "
    "culture lifestyle technology tech health science entertainment national international local "
    "global asia africa europe americas america middle east pacific latin north south us usa u.s "
    "u.s. uk china india features feature analysis editorial editorials columns column video "
    "videos photos breaking latest live home top stories story diplomacy defense defence military "
    "nation region regional travel education environment weather metro city markets finance money "
    "foreign affairs exclusive explainer commentary interview press release releases security "
    "and & the headlines russia ukraine europe/world general main others other "
    "domestic society law crime courts energy arts life style focus insight review".split()
)

#: What a notice speaks about -> its weight.
SITE_WORDS: Final[tuple[tuple[re.Pattern[str], float], ...]] = tuple(
    (re.compile(rf"\b(?:{pattern})", re.I), weight)
    for pattern, weight in (
        (r"newsletters?\b|e-?newsletter\b", 2),
        (r"subscri(?:be|bed|ber|bers|bing|ption|ptions)\b", 2),
        (r"(?:log|logg|sign|signing|logging)(?:ed|ing)?[ -]?(?:in|on|up)\b|login\b", 2),
        (r"cookies?\b", 2),
        (
            r"javascript\b|ad[ -]?block(?:er|ers|ing)?\b|web browser\b|your browser\b|reader mode\b",
            3,
        ),
        (r"full (?:article|story|text|access|experience)\b|preview (?:view|version|of)\b", 2),
        (r"(?:this|the|our) (?:article|story|report|page|content|site|website|material)\b", 1),
        (r"articles?\b|stor(?:y|ies)\b|content\b|coverage\b|journalism\b|newsroom\b", 0.5),
        (
            r"(?:your|an?|user) (?:\w+ )?account\b|(?:verify|checking|confirmed) (?:your )?access\b",
            2,
        ),
        (r"access\b", 0.5),
        (r"comments?\b|commenters?\b|comment section\b", 1.5),
        (r"(?:mobile |our |news )app\b|app store\b|google play\b|push notifications?\b", 2),
        (r"inbox\b|email (?:alerts?|address|updates)\b|breaking news alerts?\b", 2),
        (r"whatsapp|telegram|facebook|twitter|instagram|youtube|linkedin|social media", 1),
        (
            r"(?:privacy|cookie) (?:policy|notice)\b|terms (?:of (?:use|service)|and conditions)\b",
            2,
        ),
        (r"all rights reserved\b|copyright\b", 2),
        (r"republish\w*|reproduc\w+|redistribut\w+|rewritten\b|syndicat\w+", 1.5),
        (r"donat(?:e|ion|ing)\b|free trial\b|membership\b|paywall\b|premium\b", 1),
        (r"(?:independent|quality|our) journalism\b", 2),
        (r"latest (?:news|headlines|updates|stories)\b|news tips?\b|podcasts?\b", 1.5),
        (r"click(?:ing)? (?:here|on|the|below)\b|link below\b|tap here\b", 2),
        (r"advertis(?:ement|ing|er|ers)\b|sponsored\b", 1),
    )
)

#: One of these letters is in whatever SITE_WORDS and SURE can find.
STEMS: Final = tuple(
    "newsletter,subscri,log in,log on,logg,login,log-in,sign up,sign in,sign-,signed,signing,cookie,java,block,browser,reader mode,full,preview,article,stor,"
    "report,page,content,site,material,coverage,journalis,newsroom,account,access,comment,app , app.,our app,apps,"
    "google,notification,inbox,email,alert,whatsapp , app.,our app,apps,telegram,facebook,twitter,instagram,youtube,"
    "linkedin,social,policy,notice,terms,rights,copyright,publish,reproduc,redistribut,rewritten,"
    "syndicat,donat,trial,member,wall,premium,latest,tip,podcast,click,link,tap here,advertis,sponsor,"
    "expressed,edit,standard,conversation,discussion,follow,scroll,channel,community,column,post,"
    "piece,headline,to read,news".split(",")
)
#: Said by nobody but a site about itself; enough alone where no one is quoted.
SURE: Final = re.compile(
    r"""
      all\ rights\ reserved
    | (?:this|our|the)\ (?:web)?site\ uses\ cookies | we\ (?:and\ our\ partners\ )?use\ cookies
    | (?:enable|turn\ on)\ java\s?script | disable\ (?:your|any|the)\ ad[\s-]?block
    | this\ (?:article|story|post|piece|report|column|text|commentary)\ (?:was|is|has\ been)\ (?:originally|first|also|re)-?\s?(?:published|appeared|posted)
    | this\ (?:article|story|post|piece|column)\ (?:originally|first)\ appeared
    | (?:material|article|content|report|story)\ (?:may|must|can)\ ?not\ be\ (?:published|reproduced|copied|broadcast|redistributed|rewritten)
    | (?:views|opinions)\ expressed\ (?:in\ this|here|by\ the\ author|are\ (?:those|the)|above|do\ not)
    | (?:auto-?generated|published)\ (?:\w+\ ){0,3}from\ a\ syndicated
    | (?:has|have)\ not\ been\ edited\ by\ (?:\S+\ ){0,3}(?:staff|team)
    | comments?\ (?:posted|published|expressed|made|left)\ here
    | (?:comments|commenting)\ (?:are|is|have\ been)\ (?:closed|moderated|disabled|now)
    | our\ standards:\ the
    | (?:reporting|additional\ reporting|writing|compiled)\ by\ .{3,80};?\ (?:editing|edited)\ by
    | post\ a\ comment | leave\ a\ (?:comment|reply) | (?:join|start)\ the\ (?:conversation|discussion)
    | your\ email\ address\ will\ not\ be
    | (?:subscribe|sign\ up)\ (?:now\ )?(?:to|for)\ (?:our|the\ \S+\ newsletter|daily|weekly|free)
    | (?:story|article)\ continues\ (?:below|after) | scroll\ (?:down\ )?to\ continue
    | follow\ (?:us|our|me|him|her|the\ author|\w+\ \w+)\ on\ (?:\w+|x)\b
    | join\ our\ (?:whatsapp|telegram|community|channel)
    | get\ (?:the\ )?(?:latest|breaking|top|more)\ (?:\w+\ ){0,2}(?:news|stories|headlines)
    | to\ (?:read|continue\ reading)\ (?:the\ (?:full|rest|entire)|this|more)
    | already\ (?:a|have\ an?)\ (?:subscriber|member|account|subscription)
    """,
    re.I | re.X,
)
IMPERATIVE: Final = re.compile(
    r"(?:please |kindly |to |and )?(?:subscribe|sign|log|login|click|tap|follow|share|join|download|"
    r"support|donate|read|get|stay|enable|disable|turn|refresh|check|view|visit|listen|watch|please|"
    r"thank|thanks|want|already|enjoy|continue|become|start|try|unlock|register|create|help|"
    r"kindly|receive|discover|do not|don't|send|write|email|contact|be the first|tell|scan|"
    r"by (?:continuing|using|clicking|signing|subscribing|submitting)|sorry|you have|you are|you've|"
    r"you can|if you|enter|keep up|never miss|like what)\b",
    re.I,
)
READER: Final = re.compile(r"\b(?:you|your|yours|yourself|you're|you've|you'll)\b", re.I)
SITE: Final = re.compile(r"\b(?:we|our|ours|us)\b", re.I)
REPORTED: Final = re.compile(
    r"\b(?:said|says|told|tells|added|announced|according to|reported|stated|accused|argued|warned|"
    r"claimed|wrote|tweeted|insisted|noted|explained|urged)\b",
    re.I,
)
QUOTED: Final = re.compile(r"[“”\"„«»]|(?:^|\s)[‘'](?=\w)")

# --- lines told by their form

ADDRESS: Final = re.compile(
    r"(?:\[\w+\]|\W{0,3}(?:source|original|link|via|url|original (?:article|source|post)|read at)\s*[:：]\s*)?"
    r"(<?(?:https?://|www\.)[^\s<>]+)>?(?:\[/\w+\])?",
    re.I,
)
FROM_SITE: Final = re.compile(
    r"(?:(?:this )?(?:post|article|story|news|content)(?: (?:is|was))?|originally (?:posted|published)|"
    r"re-?published|source|via|credit)\s*(?:from|on|at|by|:)?\s*[:：]?\s*"
    r"((?:https?://)?(?:www\.)?(?:[a-z0-9-]+\.)+[a-z]{2,10})(?:/\S*)?\.?",
    re.I,
)
RELATED: Final = re.compile(
    r"\W{0,4}(?:related|read|also read|read also|read more|see also|see more|watch|watch also|more|"
    r"must read|more on this|more from \w+|in pics|in pictures|in photos|listen|listen to|"
    r"don['’]t miss|recommended|you may also like|related (?:stories|articles|news|content|story|"
    r"article|topics|links)|editor['’]?s['’]? picks?|background|further reading|trending|"
    r"related coverage|also see|also watch|follow us|follow|opinion|most read)\s*"
    r"(?:[:：|»]|\s[-–—]{1,2}\s|>>)\s*(?=\S)",
    re.I,
)
ALSO_READ: Final = re.compile(
    r"(?:also\s*read|read\s*(?:also|more)|see\s*also|must\s*read)\s{1,4}(?=[A-Z“‘])", re.I
)
BLOCK: Final = re.compile(
    r"\W*(?:related(?: (?:stories|articles|news|content|posts|topics|links|coverage))?|"
    r"more (?:stories|articles|news|from|in|on)\b.{0,40}|most (?:read|popular|viewed|shared)(?: \w+){0,2}|"
    r"trending(?: now| stories| news)?|(?:you )?(?:may|might) (?:also )?(?:like|be interested in|have missed)|"
    r"recommended(?: for you| stories| reading| articles)?|read (?:also|next|more|more from.{0,30})|also read|"
    r"subscriber only stories.{0,12}|latest (?:news|stories|articles|headlines)|top (?:stories|news|headlines)|"
    r"editor['’]?s['’]? (?:picks?|choice)|see also|around the web|from (?:around )?the web|"
    r"in this section|other (?:stories|news|articles)|what to read next|don['’]t miss|"
    r"elsewhere on.{0,30}|popular(?: now| stories| posts)?|sponsored (?:content|stories))\W*",
    re.I,
)
TAGS: Final = re.compile(
    r"\W{0,3}(?:tags?|topics?|keywords?|categor(?:y|ies)|filed under|filed in|labels?|hashtags?|"
    r"posted in|tagged(?: with| as)?|in this story|people in this story|file under)\s*[:：].{0,300}|(?:#\w+[\s,]*){2,}",
    re.I,
)
READING_TIME: Final = re.compile(
    r"(?:estimated |est\. )?(?:reading |read )?time\s*[:：]?\s*(?:less than )?\d{0,3}\s*(?:a )?(?:min(?:ute)?s?)?|"
    r"(?:\W*\d{1,3}|less than (?:a|1|one)|a|one|two|three|four|five)[ -]?min(?:ute)?s?[ -](?:read|listen|watch|reading)\W*|"
    r"\d+ (?:shares?|views?|reads?|likes?|comments?|retweets?)|"
    r"(?:listen|read|audio|play)\b.{0,20}\(?\d{1,2}[: ](?:\d\d|mins?)\)?",
    re.I,
)
COPYRIGHT: Final = re.compile(
    r"\W{0,3}(?:copyrights?|©|\(c\))(?:\s*[©(]?c?\)?\s*(?:©\s*)?(?:by\s)?|\s).{0,250}|.{0,80}\ball rights reserved\b.{0,80}",
    re.I | re.S,
)
_AGENCY = (
    r"(?:[\w.&-]+ ){0,3}(?:reuters|getty images|getty|afp|ap|ap photo|epa|epa-efe|xinhua|anadolu|bloomberg|"
    r"shutterstock|pti|ani|yonhap|tass|kyodo|dpa|upi|wikimedia commons|wikimedia|flickr|istock|unsplash|"
    r"zuma|sipa|imago|alamy|pool|handout|file|file photo|associated press|agence france-presse)"
)
CREDIT: Final = re.compile(
    r"\W{0,3}(?:"
    r"(?:photo(?:graph)?s?|images?|pictures?|pics?|video|illustration|graphic|screenshot|screengrab|cover photo|"
    r"file (?:photo|image)|feature(?:d)? image|photo credits?|image credits?|picture credits?|image source|photo source)"
    r"\s*(?:credits?)?\s*(?:by\b|[:：/|]|courtesy|via|credits?\s*[:：.…])\s*\S.{0,100}"
    r"|(?:photo|image|picture|video) credits?\b.{0,90}"
    r"|credits?\s*(?:[:：]|\.\.\.|…)\s*\S.{0,90}"
    r"|©\s*\S.{0,90}"
    rf"|(?:{_AGENCY})(?:\s*[/|,-]\s*[\w.’' -]{{2,50}})?"
    r"|[\w.’'-]+(?: [\w.’'-]+){0,4}\s*/\s*(?:" + _AGENCY + r")(?:\s*(?:via|/)\s*[\w .-]{2,40})?"
    r"|(?:ap|file|afp|reuters) photo\b.{0,60}"
    r"|(?:pool )?photo(?:graph)? by .{3,70}|via (?:getty images|ap|reuters|afp)"
    r"|(?:courtesy of|courtesy|handout) .{3,60}"
    r")\W{0,3}",
    re.I,
)
#: A caption's end: the credit after a sentence or in brackets.
CREDIT_TAIL: Final = re.compile(
    r"""(?P<tail>
      (?:(?<=[.!?”"’)])\s*|\s+)(?:(?:File\ )?(?:Photo|Image|Picture|Photograph|Credit|Video|Illustration)s?(?:\ [Cc]redits?)?(?:\ by|\ courtesy|\s*[:：/]|\.\.\.|…)\s*\S.{1,90})
    | (?:(?<=[.!?”"’)])\s*)(?:©\s?\S.{1,70}|(?:AP|AFP|REUTERS|EPA|Reuters|Getty(?:\ Images)?|GETTY)\s*[/|]\s*\S.{1,50}|(?:Pool\ )?[Pp]hoto(?:graph)?\ by\ .{3,60})
    | \s*[\[(](?:File(?:\ photo|:)?|Photo|Image|Credit|AP\ Photo|Picture|Handout|Courtesy)\b[^\[\]()]{0,80}[\])]
    | \s*[\[(](?:[^\[\]()]{2,50}/\s?)(?:Reuters|AP|AP\ Photo|AFP|EPA|EPA-EFE|Getty(?:\ Images)?|Anadolu|Al\ Jazeera|Xinhua|Pool)[^\[\]()]{0,40}[\])]
    )\s*$""",
    re.X,
)
#: Who sent the story, after its last sentence.
AGENCY_TAIL: Final = re.compile(
    r"""(?P<tail>(?:(?<=[.!?”"’])\s*[-–—]{1,2}\s*|(?<=[.!?”"’])\s+/|(?<=[.!?”"’])\s*\()
      (?:[A-Z]{2,8}|Reu(?:ters)?|Xinhua|Bernama|Yonhap|Kyodo|Agencies|With\ agenc(?:y|ies)\ inputs?|with\ inputs?\ from\ [\w ,]{2,40}|
         \w+\.(?:com|org|net|online|info)(?:\.\w\w)?|(?:[A-Z][\w.]+\ ){1,3}(?:News|Online|Agency|Service|Times|Press|Post|Bureau|Desk|Agencies|Report)|
         (?:Additional\ )?[Rr]eporting\ by\ [^()]{3,150}|[Ee]dit(?:ing|ed)\ by\ [^()]{3,80})
      [)/]?\.?)\s*$""",
    re.X,
)
_NAME = r"(?:[A-ZÀ-Þ][\w.’'-]+|[A-Z]\.|de|da|del|der|van|von|bin|al|el|la|le|ibn|ben)"
BYLINE: Final = re.compile(
    rf"\W{{0,3}}(?:(?:[Ww]ritten |[Ss]tory |[Ww]ords |[Rr]eported |REPORTED |[Tt]ext )?(?:[Bb]y|BY)[:：]?\s+(?:the )?(?:{_NAME}(?:,| and| &|\s\||)\s*){{1,8}}"
    rf"(?:in [A-Z]\w+(?: [A-Z]\w+)?|,? ?(?:[\w ]{{0,20}}(?:[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Ww]riter|[Aa]gencies|[Ss]taff|[Bb]ureau|[Dd]esk)))?\W{{0,2}}"
    rf"|(?:Our |Staff |Special |Web |Online |News |Diplomatic |Political )?(?:Correspondent|Reporter|Staff [Ww]riters?|Desk|News Desk|Web Desk|Staff Reporter|Agencies|Bureau Report)\W{{0,2}}"
    rf"|(?:Author|Reporter|Editor|Correspondent|Writer|Editors|Translated by|Compiled by|Edited by|Reporting by|Editing by|Additional reporting by|By Staff)s?\s*[:：]?\s+(?:{_NAME}(?:,|;| and| &|\s\||)\s*){{1,10}}\W{{0,2}})"
)
REPORTING: Final = re.compile(
    r"\W{0,2}\(?(?:additional |with )?(?:reporting|writing|compiled|edited|editing|translated) by .{3,220}\)?\W{0,2}",
    re.I,
)
BIO: Final = re.compile(
    r"(?:(?:about )?the (?:writer|author|authors|columnist|reporter)s? (?:is|are|was|can|may|has)\b.*"
    r"|\*\s?[A-Z].{3,300}\b(?:is|are|was)\b.*"
    rf"|(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs|Amb|Ambassador|Gen)\.? )?{_NAME}(?: {_NAME}){{1,3}}(?:,? an?)? (?:is|was|writes|covers|reports)\b.{{0,60}}\b(?:freelance|journalist|"
    r"columnist|reporter|correspondent|staff writer|contributing|contributor|editor|about|writes|covers|for this newspaper)\b.{0,250}"
    r"|(?:e-?mail|contact|reach|write to|follow)(?: the (?:author|writer|reporter))?(?: (?:him|her|them|me|us))?(?: at| on| via| to)?\s*[:：]?\s*\S*@\S+.{0,60}"
    r"|\S+@\S+\.\w+|@\w+)",
    re.S,
)
CONTACT: Final = re.compile(
    r".{0,60}\b(?:tips?|feedback|corrections?|pitch(?:es)?|letters?|editor(?:ial)?|info|contact)@\S+.{0,40}",
    re.I,
)
CORRECTED: Final = re.compile(
    r"\W{0,3}(?:(?:editor['’]?s['’]? note|note|correction|clarification|update)\s*[:：—–-]\s*)"
    r"(?=.{0,200}(?:this|the|an? (?:earlier|previous)) (?:\w+ )?(?:article|story|report|post|version|headline|piece|column)\b).{10,500}",
    re.I,
)
BREADCRUMB: Final = re.compile(r"(?:[\w&.' -]{2,25}\s*[>»›|•·]\s*){2,}[\w&.,' -]{2,120}")
BREAK: Final = re.compile(r"[\s*#_=~•·.…+<>|/\\-]{1,60}")
