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
from secondsource.reading.loaded import find_listed
from secondsource.reading.tokens import AUXILIARY, tokenize, words
from secondsource.reading.verbs import BASE_AND_NOUN, BASES
from secondsource.reading.whole import is_whole, main_verbs, own_words

_LEAST = 0.2
# By these a main verb, with the words after it, tells of what is not yet.
_PREDICTION = re.compile(
    r"\b(?:will|won['’]t|shall|['’]ll|gonna|would be"
    r"|(?:is|are|was|were|am|isn['’]t|aren['’]t|['’](?:s|re|m))(?: (?:also|now|still|not|\w+ly))* "
    r"(?:going to (?!war\b)|gonna|expected to|(?:un)?likely to))(?!\w)",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?!(?:can|could) (?:also |\w+ly )?be (?:seen|heard)\b)"
    r"(?:should|shouldn['’]t|must|ought to|wouldn['’]t|would|could|couldn['’]t|might|may|needs? to|got to|"
    r"(?:have|has|['’]ve|['’]s)(?: got)? to|cannot|can|can['’]t)(?!\w)(?! have\b| do with\b)",
    re.IGNORECASE,
)
_UNDER = re.compile(r"\b(?:that|which|who|whether|if|to)\b")
_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
_IS = (
    r"(?:\b(?:is|are|was|were|be|been)|['’]s|['’]re)\s+"
    r"(?:(?:not|a|an|the|another|so|very|too|more|most|just|any|\w+ly)\s+){0,3}"
)
_OPINION = re.compile(
    r"\b(?:I (?:don['’]t )?(?:think|believe|feel|hope|want|agree|support)|we (?:hope|believe|want)|"
    r"in my (?:view|opinion)|thank you|god bless|unfortunately|hopefully|ladies and gentlemen)\b|"
    rf"{_IS}(?:good|bad|right|wrong|better|worse|best|worst|great|beautiful|wonderful|terrible|awful|amazing|fantastic|important|"
    r"incredible|shame|disgrace|sad|ridiculous|weak|strong|tough|critical|fair|unfair|clear|easy|hard|"
    r"disappointing|embarrassing|worrying|tragic|ill-(?:conceived|advised|judged)|misguided|tantamount)\b|"
    r"\b(?:I|we)(?:['’](?:m|re|ve been)| am| are| was| were)(?: (?:so|very|just|not|\w+ly))* "
    r"(?:disappointed|saddened|shocked|appalled|horrified|outraged|delighted|thrilled|heartbroken|concerned|worried|"
    r"frustrated|angry|furious|sad|sorry|glad|happy|proud|grateful|thankful|confident|hopeful|devastated)\b"
    r"(?! to (?:say|announce|report))",
    re.IGNORECASE,
)
_SAYS_IT_IS = re.compile(rf"{_IS}$", re.IGNORECASE)
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
    said = own_words(text)
    opening = next(iter(verbatim.lower().split()), "")
    calls = said.lower().startswith(opening)  # not where the clause got its subject from the one before
    if verbatim.rstrip(" ”\"'").endswith("?") or (calls and (_CALL.match(verbatim) or opening in _BASES)):
        return False
    if attribution.mode is Mode.NARRATED:
        said = _unquoted(said, verbatim)
    if _tells(_PREDICTION, said) or (_tells(_MODAL, said) and not _FACTUAL.search(text)):
        return False
    if (_OPINION.search(text) or _judges(said)) and not _FACTUAL.search(text):
        return False
    if attribution.mode is Mode.NARRATED and len(listed) > 2:
        return False
    if attribution.cue is not None and kind_of(attribution.cue.text) is Kind.THOUGHT and _MODAL.search(text):
        return False
    return len([w for w in re.findall(r"[\w'’]+", text.lower()) if w not in _THIN]) >= 2


def _judges(said: str) -> bool:
    """Whether it says of something that it is what a loaded word says: "the visit was a shameful stunt"."""
    return any(
        _SAYS_IT_IS.search(said, 0, each.start)
        for each in find_listed(said, Span(0, max(1, len(said))))
        if not each.of(said).endswith("ing")
    )


def _unquoted(said: str, verbatim: str) -> str:
    """Without the words that the reporter quotes in passing: "clerks wore shirts with “We will stay” on them"."""
    rest = said
    for quoted in _QUOTED.findall(verbatim):
        rest = rest.replace(quoted, "")
    return rest if is_whole(rest) else said


def _tells(pattern: re.Pattern[str], said: str) -> bool:
    """Whether the main verb does, or one behind it up to where a clause opens under it; where none shows, any."""
    tokens = tokenize(said, Span(0, len(said))) if said else ()
    verbs = [tokens[k] for k in main_verbs(tokens)]
    under = _UNDER.search(said, verbs[0].end if verbs else 0)
    if not verbs:
        return pattern.search(said, 0, under.end() if under else len(said)) is not None
    return any(pattern.match(said, v.start) for v in verbs if under is None or v.start < under.start())
