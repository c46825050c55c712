"""Words by which the furniture of a news page is told from news: lists of our own.

A *label* is a short line made of nothing but such words ("Share on Facebook"). A *notice* is a
sentence that speaks to the reader about the site ("Sign up for our newsletter"). Lines told by
their form, such as bylines and credits, are in ``forms``.
"""

from __future__ import annotations

import re
from typing import Final

#: Words that any label may have.
COMMON: Final = frozenset(
    "the a an to on in of for this that our us we my me your you and or with by from at now here "
    "all more page pages site website article articles story stories post posts news new via "
    "is are be it its full free top latest up out content".split()
)

#: Reason -> (words one of which a label must have, further words it may have).
LABELS: Final[dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    reason: (frozenset(heads.split()), frozenset(others.split()))
    for reason, heads, others in (
        (
            "advertisement",
            "advertisement advertisements advertising advertise advert adverts ad ads sponsored "
            "sponsor promoted advertorial taboola outbrain paid",
            "content continue continues continued reading below above scroll skip close report "
            "feedback supported partner after loading remove why seeing hide disclosure guidelines",
        ),
        (
            "share",
            "share tweet facebook twitter whatsapp linkedin telegram reddit pinterest instagram "
            "youtube messenger flipboard email e-mail mail print bookmark follow tumblr threads "
            "bluesky wechat weibo viber tiktok copy copied gift save like sharing shares shared",
            "x watch link links see view friendly later friend friends social media networks "
            "button "
            "buttons options "
            "tools channel icon opens window icons click pin pocket app group feed google join rss "
            "line count total pdf version editor",
        ),
        (
            "subscription",
            "subscribe subscriber subscribers subscription subscriptions login log signup sign "
            "register registered newsletter newsletters membership member members unlock paywall "
            "e-paper epaper premium donate contribution alerts notifications exclusive join",
            "can in get have not yet become turn enable allow push account accounts read continue "
            "want only off today "
            "daily weekly morning evening briefing trial month year start access unlimited digital "
            "exclusive manage create email inbox user per week first save offer just cancel "
            "anytime why view choose plan print support make",
        ),
        (
            "read more",
            "suggested updates liveblog read reading more related recommended trending popular "
            "watch keep also continue "
            "continues see view must-read most-read expand headlines picks recent viewed",
            "correspondents internet live blog must rest entry next previous most editor's "
            "editors' editor choice "
            "topics tags "
            "content below view "
            "show load less like liked may might interested don't dont miss around web later "
            "videos video coverage further other elsewhere links section today back explore "
            "discover what's happening hot follow headline comments nationally local viewed "
            "national collections tutorials",
        ),
        (
            "comments",
            "reaction reactions comment comments reply replies commenting responses response",
            "what's click loading leave add write view show hide load first no not any there "
            "have join discussion "
            "cancel section share thoughts below closed sort oldest newest best policy guidelines "
            "login log disabled moderated notify when added follow-up email so far yet thread "
            "responses",
        ),
        (
            "cookies",
            "cookie cookies consent gdpr",
            "accept reject manage settings policy preferences notice use uses using necessary "
            "essential only decline allow privacy",
        ),
        (
            "media control",
            "listen play pause mute unmute replay audio slideshow fullscreen enlarge gallery "
            "caption captions playback zoom autoplay subtitles streams image images photo "
            "photos video videos transcript",
            "picture pictures source view hide show toggle screen click expand "
            "open close speed volume settings minutes min next previous full-screen read loading "
            "download podcast stop player live",
        ),
        (
            "navigation",
            "jump home homepage menu skip navigation nav back next previous sitemap contact about "
            "mobile desktop breadcrumb breadcrumbs toggle search connect index masthead exit "
            "e-edition careers faq faqs help close sections topics",
            "hot author authors writer main content front version top view section map edition "
            "editions go return advertise "
            "privacy policy terms conditions use services team staff live tv watch world politics "
            "business opinion sport sports open modern classic languages english archive archives "
            "jobs rss",
        ),
        (
            "legal",
            "copyright reserved disclaimer trademark licensing privacy dmca terms corrections",
            "purchase order choices info rights use policy conditions service reproduction "
            "permission "
            "permissions reprints "
            "ethics code conduct complaints clarifications sell personal information data do not "
            "accessibility statement notice cookie",
        ),
        (
            "source line",
            "source sources",
            "original modern classic version image images photo photos link web credit view data",
        ),
        (
            "page control",
            "reuse dialog app apps loading submit typo error required retry refresh wait "
            "forgot abuse "
            "inappropriate "
            "feedback "
            "rate helpful useful correction",
            "these not yes please thanks open get use report send flag was did you find "
            "password an name password search "
            "please try "
            "again later occurred spotted found",
        ),
        ("text size", "font text a+ a- aa", "size small medium large increase decrease reset"),
    )
}

#: All words of all labels.
FURNITURE: Final = frozenset[str]().union(*(heads | others for heads, others in LABELS.values()))

#: Names of sections, as labels over or under an article.
SECTIONS: Final = frozenset(
    "news world politics political business opinion opinions sports sport economy economics "
    "culture lifestyle technology tech health science entertainment national international local "
    "global asia africa europe americas america middle east pacific latin north south us usa u.s "
    "uk china india features feature analysis editorial editorials columns column video videos "
    "photos breaking latest live home top stories story diplomacy defense defence military nation "
    "region regional travel education environment weather metro city markets finance money "
    "foreign affairs exclusive explainer commentary interview press release releases security "
    "and the headlines russia ukraine general main others other domestic society archive "
    "archives horoscope horoscopes cartoons podcasts podcast jobs obituaries "
    "classifieds puzzles crossword crosswords games events calendar shop store blogs blog magazine "
    "supplements property estate real auto motoring food fashion books film movies music tv radio "
    "celebrity women youth religion faith letters forum directory society law crime courts "
    "energy arts life style focus insight review".split()
)

#: What a notice speaks about -> its points.
SITE_WORDS: Final[tuple[tuple[re.Pattern[str], float], ...]] = tuple(
    (re.compile(rf"\b(?:{pattern})", re.I), points)
    for pattern, points in (
        (r"newsletters?\b|e-?newsletter\b", 2),
        (r"subscri(?:be|bed|ber|bers|bing|ption|ptions)\b", 2),
        (r"(?:log|logg|sign)(?:ed|ing)?[ -]?(?:in|on|up)\b|login\b", 2),
        (r"register(?:ing)?\b", 1),
        (r"cookies?\b", 2),
        (r"javascript\b|ad[ -]?block(?:er|ers|ing)?\b|(?:web|your) browser\b|reader mode\b", 3),
        (r"(?:older|outdated|supported) (?:browser )?version", 3),
        (r"full (?:article|story|text|access)\b|preview (?:view|version|of)\b", 2),
        (r"free (?:articles?|stories)\b|(?:articles?|stories) (?:left|remaining|this month)\b", 2),
        (r"(?:this|the|our) (?:article|story|report|page|content|site|website|material)\b", 1),
        (r"articles?\b|stor(?:y|ies)\b|content\b|coverage\b|journalism\b", 0.5),
        (r"newsroom\b|headlines\b", 1.5),
        (r"(?:your|an?|user) (?:\w+ )?account\b", 2),
        (r"(?:verify|checking|confirmed) (?:your )?access\b", 2),
        (r"access\b", 0.5),
        (r"comments\b", 0.5),
        (r"comments?\b|commenters?\b|comment section\b|spam\b", 1.5),
        (r"apps?\b|app store\b|google play\b|notifications?\b", 1.5),
        (r"inbox\b|readers like you", 1),
        (
            r"inbox\b|readers like you|email (?:alerts?|address|updates)\b|by email\b"
            r"|breaking news alerts?\b",
            2,
        ),
        (r"whatsapp|telegram|facebook|twitter|instagram|youtube|linkedin|social media", 1),
        (
            r"(?:privacy|cookie) (?:policy|notice)\b|terms (?:of (?:use|service)|and conditions)\b",
            2,
        ),
        (r"all rights reserved\b|copyright(?:ed)?\b|licen[sc]ed\b", 2),
        (r"republish\w*|reproduc\w+|redistribut\w+|rewritten\b|syndicat\w+|reprint\w*", 1.5),
        (r"donat(?:e|ion|ing)\b|free trial\b|membership\b|paywall\b|premium\b", 1),
        (r"our (?:\w+ ){0,2}(?:channel|page|group)\b|dear readers?\b", 2),
        (r"we(?:['’]ll| will)? (?:send|email|deliver) you\b", 3),
        (r"support(?:ing)? (?:our|us|independent|local)\b", 2),
        (r"(?:independent|quality|our|local|public.interest) (?:journalism|news)\b", 2),
        (r"latest (?:news|headlines|updates|stories)\b|news tips?\b|podcasts?\b", 1.5),
        (r"letters? to the editor\b|funded by readers\b|your support\b|what you think\b", 2),
        (r"click(?:ing)? (?:here|on|the|below)\b|link below\b|tap here\b|via this form\b", 2),
        (r"advertis(?:ement|ing|er|ers)\b|sponsored\b", 1),
    )
)

_KIND = "(?:article|story|post|piece|report|column|text|commentary|content|material)"
#: Said by nobody but a site about itself, enough alone where no one is quoted: letters that
#: must be there, for speed, and the pattern; a space stands for any white space.
SURE: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (stem, re.compile(pattern.replace(" ", r"\s+"), re.I))
    for stem, pattern in (
        ("rights reserved", r"all rights reserved"),
        ("cookies", r"(?:this|our|the) (?:web)?site uses cookies"),
        ("cookies", r"we (?:and our partners )?use cookies"),
        ("script", r"(?:enable|turn on) java ?script"),
        ("block", r"disable (?:your|any|the) ad[ -]?block"),
        (
            "originally",
            rf"this {_KIND} (?:(?:was|is|has been) )?originally (?:publish|post|appear)",
        ),
        ("first ", rf"this {_KIND} (?:(?:was|is|has been) )?first (?:publish|post|appear)"),
        ("published", rf"this {_KIND} (?:was|is|has been) re-?published"),
        ("updated", rf"this {_KIND} (?:has been|was) updated"),
        ("corrected", rf"this {_KIND} (?:has been|was) corrected"),
        ("subscribers", rf"this {_KIND} is .{{0,30}}\bsubscribers"),
        ("members", rf"this {_KIND} is .{{0,30}}\bmembers"),
        (
            "not be",
            rf"(?:this {_KIND}|material|content) (?:may|must|can) ?not be "
            r"(?:published|reproduced|copied|broadcast|redis)",
        ),
        ("copyright", rf"this {_KIND} is (?:the copyrighted property|protected by copyright)"),
        ("licen", rf"this {_KIND} is licen[sc]ed"),
        ("corrects", rf"this {_KIND} corrects"),
        ("comments", r"comments (?:have to|must|should) be"),
        ("subscribers", r"available (?:only )?(?:to|for) (?:\w+ )?subscribers"),
        ("a link has been", r"a link has been"),
        ("be played", r"this (?:video|audio|file)\b.{0,20}(?:cannot|can['’]t) be played"),
        ("coverage", r"follow (?:\S+ ){1,3}coverage"),
        ("no part of this", r"no part of this"),
        ("javascript", r"requires? javascript|javascript (?:is )?(?:required|disabled)"),
        ("version of this", r"a version of this (?:article|story)"),
        ("permission", r"permission must be obtained (?:before|for) (?:reprint|reproduc)"),
        ("expressed", r"(?:views|opinions) expressed (?:in this|here|by the author|above|do not)"),
        ("expressed", r"(?:views|opinions) expressed are (?:those|the)"),
        ("responsible for", r"is not responsible for (?:the )?(?:opinions|views|content|comments)"),
        ("syndicated", r"(?:auto-?generated|published) (?:\w+ ){0,3}from a syndicated"),
        ("edited by", r"(?:has|have) not been edited by (?:\S+ ){0,3}(?:staff|team)"),
        ("comment", r"comments? (?:posted|published|expressed|made|left) here"),
        ("comments", r"comments (?:may be|that are) (?:republished|edited|civil|moderated)"),
        (
            "comment",
            r"comment(?:s|ing) (?:are|is|have been) (?:closed|moderated|disabled|now|not curr)",
        ),
        ("went wrong", r"something went wrong"),
        ("awaiting moderation", r"awaiting moderation"),
        ("stay ", r"stay (?:in the know|connected\W*$)"),
        ("never miss", r"never miss an? (?:story|update|beat|post)"),
        ("print edition", r"(?:article|story|version) .{0,40}print edition"),
        ("try again", r"please try again|try again later"),
        ("new window", r"opens? in (?:a )?new (?:window|tab)"),
        ("miss out", r"(?:don['’]t|never) miss out on"),
        ("like this", r"do you like this page"),
        ("thread", r"view the discussion thread"),
        ("notify me", r"notify me (?:of|when|by)"),
        ("akismet", r"akismet"),
        ("captcha", r"recaptcha"),
        ("powered by", r"powered by (?:wordpress|blogger|newspack|disqus|\w+ theme)"),
        ("our standards", r"our standards: the"),
        ("edit", r"(?:reporting|writing|compiled) by .{3,80};? (?:editing|edited) by"),
        ("comment", r"post a comment|leave a comment"),
        ("reply", r"leave a reply"),
        ("the conversation", r"(?:join|start|be part of) the conversation"),
        ("the discussion", r"(?:join|start|be part of) the discussion"),
        ("your email", r"your email address will not be"),
        ("enter your", r"enter your (?:e-?mail|name|comment|password)"),
        (
            "subscribe",
            r"subscribe (?:now )?(?:to|for) (?:our|the \S+ newsletter|daily|weekly|free)",
        ),
        ("sign up", r"sign up (?:now )?(?:to|for) (?:our|the \S+ newsletter|daily|weekly|free)"),
        ("continues", r"(?:story|article) continues (?:below|after)"),
        ("scroll", r"scroll (?:down )?(?:to continue|for (?:more|the next))"),
        ("follow ", r"follow (?:us|our|me|him|her|the author|\w+ \w+) on (?:\w+|x)\b"),
        ("join our", r"join our (?:whatsapp|telegram|community|channel|newsletter)"),
        ("download", r"download (?:the|our) (?:\w+ ){0,3}apps?\b"),
        (
            "get ",
            r"get (?:the )?(?:latest|breaking|top|more) (?:\w+ ){0,2}(?:news|stories|headlines)",
        ),
        ("to read", r"to read (?:the (?:full|rest|entire)|this|more)"),
        ("to view", r"to view (?:the (?:full|rest|entire)|this|more)"),
        ("to continue reading", r"to continue reading"),
        ("already", r"already (?:a|have an?) (?:subscriber|member|account|subscription)"),
        ("links", r"(?:purchase|buy) (?:something )?through (?:our )?links"),
        ("commission", r"(?:earn|receive) (?:an? )?(?:affiliate )?commission"),
        ("affiliate", r"\baffiliate (?:links?|marketing)"),
        ("amazon", r"amazon (?:services|associate)"),
        ("do not sell", r"do not sell (?:my|or share)"),
    )
)
_STEMS = (
    "newsletter,subscri,log in,log on,logg,login,log-in,sign up,sign in,sign-,signed,signing,"
    "regist,cookie,javascript,block,browser,reader mode,full,preview,article,stor,report,page,"
    "content,site,material,coverage,journalis,newsroom,account,access,comment, app,google,"
    "notification,inbox,email,alert,whatsapp,telegram,facebook,twitter,instagram,youtube,linkedin,"
    "social,policy,notice,terms,rights,copyright,licen,publish,reproduc,redistribut,rewritten,"
    "syndicat,reprint,donat,trial,member,wall,premium,latest,tip,podcast,click,link,tap here,"
    "advertis,sponsor,editor,version,headline,reader,news,support,spam,this form,funded,you think"
)
#: One of these letters is in whatever SITE_WORDS and SURE can find.
STEMS: Final = tuple(sorted({*_STEMS.split(","), *(stem for stem, _ in SURE)}))

#: How a sentence begins that tells the reader to do something.
IMPERATIVE: Final = re.compile(
    r"(?:please |kindly |and |to (?=read|view|cont|subs|comm|get ))?"
    r"(?:subscribe|sign|log|login|click|tap|follow|share|join|download|support|donate|read|get|"
    r"stay|enable|disable|turn|refresh|check|view|visit|listen|watch|please|thank|thanks|want|"
    r"already|enjoy|continue|become|start|try|unlock|register|create|help|kindly|receive|discover|"
    r"do not|don't|let us know|send|"
    r"submit|write|email|contact|be the first|tell|scan|sorry|dear reader|"
    r"don['’]t miss|catch|for (?:all |more |the )*(?:latest|breaking)|for more (?!than)|you have|"
    r"you are|"
    r"you've|you can|if you|enter|keep up|never miss|like what|available for|"
    r"by (?:continuing|using|clicking|signing|subscribing|submitting|registering))\b",
    re.I,
)
#: Words of which one is in every sentence that READER or SITE can find.
SPEAKERS: Final = frozenset(
    word + end
    for word in "you your yours yourself you're you've you'll we our ours us".split()
    for end in ("", ",", ".", "!", "?", ";", ":", ")")
)
READER: Final = re.compile(r"\b(?:you|your|yours|yourself|you're|you've|you'll)\b", re.I)
SITE: Final = re.compile(r"\b(?:we|our|ours|us)\b", re.I)
REPORTED: Final = re.compile(
    r"\b(?:said|says|told|tells|added|announced|according to|reported|stated|accused|argued|warned|"
    r"claimed|wrote|tweeted|insisted|noted|explained|urged)\b",
    re.I,
)
#: Names written as two words in one, which are no seam between lines.
BRANDS: Final = frozenset(
    "youtube linkedin whatsapp tiktok playstation homepod sharepoint facetime airplay soundcloud "
    "paypal mastercard fedex facebook iphone ipad wechat openai deepmind spacex buzzfeed".split()
)
QUOTED: Final = re.compile(r"[“”\"„«»]|(?:^|\s)[‘'](?=\w)")
