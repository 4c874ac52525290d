"""What a web page puts around a report: the phrases by which a row of pasted text is known as furniture.

A row counts as furniture when all of it is one of ``PHRASES``, when it opens with one of ``OPENINGS``, or when it
is short and holds one of ``NOTICES``. The lists name things that are on many sites; none names a site.
A paragraph taken for furniture is lost to the reader, furniture taken for a paragraph is merely read: when in doubt,
a row is no furniture.
"""

from __future__ import annotations

import re

# Whole rows, compared in lower case and without the punctuation around them.
PHRASES = frozenset(
    re.split(
        r"\s*\|\s*",
        """ad|ads|advert|advertisement|advertisement continues below|advertising|article continues below|
    article continues below advertisement|story continues below|story continues below advertisement|
    continue reading|continue reading the main story|continue reading below|continued below|sponsored|
    sponsored content|promoted|promoted content|paid content|paid post|scroll down for video|scroll for more|
    advertisement - continue reading below|advertisement - story continues below|content continues below|
    all articles|all stories|all news|all topics|most recent|most read|most popular|most viewed|most shared|
    most watched|most commented|latest|latest news|latest stories|latest articles|latest headlines|breaking|
    breaking news|recent|recent posts|recent articles|recent stories|just in|top stories|top news|top headlines|
    trending|trending now|trending stories|trending news|popular|popular now|popular stories|editor's picks|
    editors' picks|editor's choice|must read|must reads|don't miss|in case you missed it|in other news|
    what to read next|read next|up next|next up|next article|previous article|next story|previous story|next|previous|
    more|more news|more stories|more on this|more on this story|more on this topic|more from this section|
    more to read|more to explore|more top stories|see more|see all|view all|view more|show more|load more|
    learn more|find out more|read more|read more here|read more about this|read also|also read|read full story|
    read the full story|read full article|read the full article|read on|full story|full coverage|full article|
    related|related articles|related stories|related content|related news|related topics|related links|
    related coverage|related video|related videos|related posts|recommended|recommended for you|recommended stories|
    recommended reading|you may also like|you might also like|you may like|you might like|around the web|
    from around the web|from the web|what others are reading|people also read|suggested|featured|
    featured stories|in this article|in this story|topics|tags|filed under|categories|sections|
    watch|watch live|watch now|watch video|watch the video|watch the video below|watch below|watch more|watch again|
    watch live tv|live|live tv|live now|live updates|live blog|live stream|livestream|on air|listen|listen live|
    listen now|listen to article|listen to this article|listen to the story|play|play video|play audio|pause|mute|
    unmute|now playing|playing now|video|videos|gallery|photos|photo gallery|photo|view gallery|view photos|
    view slideshow|slideshow|audio|podcast|podcasts|transcript|close|open|hide|hide caption|toggle caption|
    enlarge this image|enlarge image|enlarge|embed|expand|collapse|caption|media playback is unsupported on your device|
    your browser does not support the video tag|your browser does not support the audio element|
    this video is not available|video player is loading|skip ad|skip|skip to content|skip to main content|
    skip to navigation|skip advertisement|replay|replay video|more videos|
    share|share this|share this article|share this story|share this post|share this page|share this with|
    share on facebook|share on twitter|share on x|share on whatsapp|share on linkedin|share via email|
    share via facebook|share via twitter|share with|share article|share story|share full article|shares|facebook|
    twitter|x|whatsapp|linkedin|telegram|reddit|pinterest|flipboard|messenger|instagram|youtube|email|e-mail|
    email this|email this article|email article|tweet|pin|pin it|post|like|like us on facebook|print|
    print this article|print article|copy link|copy url|link copied|copy this link|permalink|send|save|save article|
    save this article|save for later|saved|bookmark|bookmark this|gift article|gift this article|give this article|
    reprints|order reprints|text size|font size|resize text|larger|smaller|follow|following|follow us|
    follow us on facebook|follow us on twitter|follow us on social media|follow us on google news|get alerts|
    comment|comments|leave a comment|leave a reply|add a comment|post a comment|post comment|write a comment|
    view comments|view all comments|show comments|see comments|join the conversation|join the discussion|reply|
    report this|report a correction|report an error|report a typo|suggest a correction|send us feedback|feedback|
    was this article helpful|what do you think|have your say|have a tip|contact us|contact|about us|about|
    about the author|about the authors|advertise|advertise with us|careers|help|faq|sitemap|site map|newsletters|
    newsletter|subscribe|subscribe now|subscribe today|subscribe to our newsletter|subscribe for free|sign up|
    sign up now|sign up here|sign up for our newsletter|sign up for free|sign in|sign out|log in|login|log out|
    register|register now|register for free|create account|create an account|my account|account|donate|donate now|
    support us|support our work|support our journalism|become a member|already a subscriber|
    already have an account|manage subscription|start your free trial|get the app|download the app|
    download our app|get our app|menu|main menu|search|home|homepage|navigation|sections menu|site navigation|
    back|back to top|back to home|return to homepage|go back|top|language|edition|change edition|
    cookie policy|cookie settings|cookies|cookie preferences|manage cookies|accept|accept all|accept cookies|
    accept all cookies|reject all|i accept|i agree|agree|ok|okay|got it|no thanks|not now|maybe later|dismiss|
    privacy|privacy policy|terms|terms of use|terms of service|terms and conditions|do not sell my info|
    do not sell my personal information|all rights reserved|legal|accessibility|disclaimer|
    story highlights|highlights|key points|key takeaways|at a glance|quick read|summary|loading|loading...|
    please wait|error|exclusive|opinion|editorial|analysis|news|world|world news|politics|business|
    sport|sports|entertainment|science|technology|tech|health|lifestyle|travel|weather|us news|u.s|uk news|
    local|local news|national|international|money|markets|culture|style|food|arts|books|video news|
    our standards: the thomson reuters trust principles|
    publicidad|anuncio|compartir|lee también|lea también|leer más|más noticias|más leídas|te puede interesar|
    noticias relacionadas|últimas noticias|síguenos|suscríbete|comentarios|inicio|
    publicité|partager|lire aussi|lire la suite|à lire aussi|voir aussi|articles liés|les plus lus|s'abonner|
    commentaires|abonnez-vous|accueil|
    anzeige|werbung|teilen|lesen sie auch|mehr zum thema|weiterlesen|meistgelesen|auch interessant|kommentare|
    abonnieren|startseite|drucken|
    pubblicità|condividi|leggi anche|leggi tutto|commenti|publicidade|compartilhar|leia também|leia mais|comentários|
    реклама|поделиться|читайте также|читать далее|подробнее|комментарии|подписаться|по теме|главная|
    إعلان|شارك|اقرأ أيضا|اقرأ المزيد|المزيد|تعليقات""",
    )
)

# What a short row opens with when it points elsewhere. Matched against the row in lower case.
OPENINGS = re.compile(
    r"(?:"
    r"(?:read|see|watch|listen|also|related|more|read more|see also|also read|also on|read next|read also|don't miss"
    r"|must read|must watch|recommended|gallery|download"
    r"|related (?:article|story|coverage|stories|link|video|news|post)s?"
    r"|lee también|lea también|lire aussi|lesen sie auch|leggi anche|leia também|читайте также|اقرأ أيضا)"
    r" ?[:>»|►▶→]"
    r"|(?:note: ?)?click (?:here|to|for|on|through|below|the|this|or)\b|tap (?:here|to)\b"
    r"|(?:sign up|subscribe) (?:for|to|now|here|today|below)\b|register (?:now|here|today)\b"
    r"|subscribe\b.{0,40}\bnewsletter"
    r"|get (?:the|our|your|more|all|breaking|unlimited)\b.{0,80}\b(?:inbox|newsletters?|app|alerts?|delivered)\b"
    r"|(?:follow|like|join|find|friend|add) (?:us|me|him|her|them|@\w+|[\w ]{1,40}) on (?:twitter|facebook|instagram"
    r"|google|youtube|telegram|whatsapp|x\b|linkedin|social)"
    r"|share (?:this|on|via|your)\b|skip to\b|jump to\b|scroll (?:down|for|to)\b|enable (?:javascript|cookies)\b"
    r"|(?:please )?(?:enable|turn on|activate|disable|turn off) (?:your )?(?:javascript|ad ?block)"
    r"|(?:story|article|post|content|report) continues (?:below|after)"
    r"|(?:\d[\d,.]* ?k? )(?:comments?|shares?|views?|likes?|retweets?|followers?|votes?|reads?)$"
    r"|\d+ min(?:ute)?s?(?: to)? read$|\d+ (?:of|/) \d+$|page \d+ of \d+$"
    r"|(?:©|\(c\) ?\d|copyright (?:©|\(c\)|\d{4}))"
    r"|download (?:the|our) .{0,40}\bapp\b|open in (?:the )?app\b|view (?:this|on|in|original|full|the full)\b"
    r"|(?:filed under|tagged|tags|topics|categories|posted in|more from|more on|more about|related to) ?:"
    r"|continue reading\b|read more (?:on|about|at|from|of|here)\b|read (?:the )?(?:full|original|rest|entire|whole) "
    r"|more (?:stories|news|coverage|articles) (?:from|on|in|by|about|at)\b|more from\b|learn more (?:about|at)\b"
    r"|post to (?:facebook|twitter)|sent!|thanks for (?:subscribing|signing up)|an error (?:has )?occurred"
    r"|a link has been (?:sent|posted)|please (?:read our|enter a valid|try again|subscribe|sign|log|register|enable)"
    r"|(?:photos?|images?) \d+/\d+|hide caption|toggle caption|embed code|start the conversation"
    r"|media (?:playback|player) (?:is )?(?:un|not )supported|chat with us in facebook|check out what's clicking on"
    r"|also on [\w .]{2,30}:|advertisement (?:continue|scroll|story|skip|-)|write to [\w .]{3,40} at \S+@"
    r"|(?:this|the) (?:article|story|report|post) (?:is more than \d|(?:was|has been) (?:last |first )?updated)"
    r"|read or share this|related video\b|(?:image|media|video)? ?playback is unsupported"
    r"|(?:the |a |full )*transcript (?:is|follows|can be (?:found|read)) below\b"
    r"|have something to say\?|want more\b.{0,60}\?$|sponsored by\b|brought to you by\b|powered by\b|presented by\b"
    r")"
)

# Held by a short paragraph that is the site's own, though it is written in whole sentences.
NOTICES = re.compile(
    r"\b(?:(?:we|this (?:web)?site|our (?:web)?site|our partners) uses? cookies"
    r"|(?:agree(?: to)?|read|see|accept) our (?:privacy|cookie|terms)\b"
    r"|by (?:signing up|subscribing),? you|by continuing to (?:use|browse)|all rights reserved"
    r"|may not be published, broadcast|this material may not|(?:straight|directly|right|delivered) to your inbox"
    r"|sign up (?:here )?(?:for|to) (?:our|get|receive)\b|subscribe to our|your browser (?:does not|doesn't|is)"
    r"|follow [\w ]{1,40} on (?:twitter|facebook|instagram)|(?:reached|him|her|me|them) on twitter:? (?:at )?@\w"
    r"|(?:disable|turn off) your ad|already a subscriber|free articles? (?:left|remaining)|support our journalism"
    r"|(?:opinions|views) expressed (?:in this (?:article|column|piece|op-ed|commentary)|by the author|here)"
    r"|thanks for (?:reading|signing up))\b"
)

# "(VIDEO: the speech in full)": a link in brackets.
_BRACKETED = re.compile(r"[(\[] ?[A-Z][A-Za-z0-9 ]{2,25}:[^()\[\]]{3,100}[)\]]")

_EDGES = " \t\u00a0\u200b\u200e\u200f\ufeff.,:;!?…-–—|/\\<>«»‹›→←►▶▼▲▾•·*+#[](){}\"“”'‘’"
_LONGEST_LINK = 140  # characters; a teaser opened by "Read more:" is a headline, and those stay below it
_LONGEST_TEASER = 300  # characters; the headline twice, and what stands around it
_TWICE = 4  # words in a row that a row without a full stop has twice
_LONGEST_NOTICE = 60  # words; the cookie and copyright notices of twenty news sites have 12 to 55


def is_furniture(row: str) -> bool:
    """Whether a row or paragraph is the page's own and not the report's."""
    if len(row) > 8 * _LONGEST_NOTICE:
        return False
    plain = row.strip(_EDGES).casefold().replace("’", "'")
    if not plain or plain in PHRASES or _is_teaser(row, plain):
        return True
    if len(plain) <= _LONGEST_LINK and (OPENINGS.match(plain) or _BRACKETED.fullmatch(row)):
        return True
    if row.startswith(('"', "“", "«", "„")):
        return False  # somebody is quoted, and may speak of privacy policies
    return len(plain.split()) <= _LONGEST_NOTICE and NOTICES.search(plain) is not None


def _is_teaser(row: str, plain: str) -> bool:
    """A headline that leads elsewhere: it ends in "read more", or is there twice, as link and as title."""
    if len(plain) > _LONGEST_TEASER or row.rstrip().endswith((".", "!", "?", "”", '"', "’")):
        return False
    if plain.endswith(" read more"):
        return True
    said = plain.split()
    runs = [tuple(said[n : n + _TWICE]) for n in range(len(said) - _TWICE + 1)]
    return len(runs) > len(set(runs))


_VERBS = frozenset(("verify", "check", "factcheck", "fact-check", "confirm", "debunk", "validate"))
_REQUEST = _VERBS | frozenset(
    """
    please pls plz kindly can could would will you someone anybody anyone help me us to hi hello hey thanks thank
    this that it the these following if whether out report article story news claim claims text is for true real fake
    fact facts post below and item piece attached
    """.split()  # noqa: SIM905, one word a row would be longer than all the rest
)
_ASKED = frozenset(("is this true", "is this real", "is it true", "is that true", "true or false", "real or fake"))


def is_request(row: str) -> bool:
    """Whether a row only asks for the report to be verified ("Please check this")."""
    plain = row.strip(_EDGES).casefold()
    words = re.findall(r"[\w'-]+", plain[:120])
    return plain in _ASKED or (len(words) <= 10 and bool(_VERBS & set(words)) and set(words) <= _REQUEST)
