"""Whether a statement can be checked: a fact about what is or was, not an opinion, prediction, question or call, and
a whole assertion (`whole`).

The learned reader was taught on debates, where "checkable" means worth a check: in reports nine of ten sentences lie
above .5, and what lies below .2 is chatter. Rules by form take out the opinions and predictions. On CheckThat! 2024 dev
the two together have precision .78 and recall .89, the rules alone .32 and .92.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from secondsource.model import Attribution, Mode, Span
from secondsource.reading.cues import Kind, kind_of
from secondsource.reading.tokens import AUXILIARY, words
from secondsource.reading.verbs import BASE_AND_NOUN, BASES
from secondsource.reading.whole import is_whole

_LEAST = 0.2
_PREDICTION = re.compile(
    r"\b(?:will|won't|won’t|shall|going to (?!war\b)|gonna|is expected to|"
    r"are expected to|would be|in the future)\b|['’]ll\b",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:should|shouldn['’]t|must|ought to|would|could|might|may|needs? to|got to|"
    r"(?:have|has) to|can|can['’]t)\b(?! have\b)",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\b(?:I (?:don['’]t )?(?:think|believe|feel|hope|want|agree|support)|we (?:hope|believe|want)|"
    r"in my (?:view|opinion)|thank you|god bless|unfortunately|hopefully|ladies and gentlemen)\b|"
    r"(?:\b(?:is|are|was|were|be)|['’]s|['’]re)\s+(?:(?:not|a|an|the|so|very|really|too|more|most|just)\s+){0,3}"
    r"(?:good|bad|right|wrong|better|worse|best|worst|great|beautiful|wonderful|terrible|awful|amazing|fantastic|important|"
    r"incredible|shame|disgrace|sad|ridiculous|weak|strong|tough|critical|fair|unfair|clear|easy|hard)\b",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"^(?:let's|let us|please|do not|don't|never|vote|join|read|watch|click|sign|look|imagine|stop)\b", re.IGNORECASE
)
_FACTUAL = re.compile(r"\d|\b(?:percent|million|billion|thousand|hundred|dozens?|hundreds|thousands)\b", re.IGNORECASE)
_BASES = (BASES | words("make give keep let get go come do")) - AUXILIARY - BASE_AND_NOUN | words("make keep let")
_THIN = words(
    "it is was this that they are he she we i you there what so very really just not no yes of course and the a"
)


def is_checkable(
    text: str,
    verbatim: str,
    attribution: Attribution,
    probability: float = 1.0,
    listed: Sequence[Span] = (),
    *,
    headline: bool = False,
) -> bool:
    """By form and by the learned reader's ``probability``; no world knowledge decides whether it can be found out.

    ``listed`` are the loaded words in it of which the reader is sure.
    """
    if probability < _LEAST or not is_whole(text, headline=headline):
        return False
    if verbatim.rstrip(" ”\"'").endswith(("?",)) or _CALL.match(verbatim):
        return False
    main = re.split(r"\b(?:that|which|who|whether|if|to)\b", text, maxsplit=1)[0]
    if verbatim.split() and verbatim.split()[0].lower() in _BASES:
        return False  # a call: "make the switch"
    if _PREDICTION.search(main) or (_MODAL.search(main) and not _FACTUAL.search(text)):
        return False
    if _OPINION.search(text) and not _FACTUAL.search(text):
        return False
    if attribution.mode is Mode.NARRATED and len(listed) > 2:
        return False
    if attribution.cue is not None and kind_of(attribution.cue.text) is Kind.THOUGHT and _MODAL.search(text):
        return False
    return len([w for w in re.findall(r"[\w'’]+", text.lower()) if w not in _THIN]) >= 2
