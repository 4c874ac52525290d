"""Who did what to whom, turned round: a change of role that ``training/changes.py`` makes of fewer sentences."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from training.changes import Change

_NAME = r"(?:the |The )?(?:[A-Z][\w.’-]*\w\.? )*[A-Z][\w-]+"
_ADVERB = r"(?:has|had|have|also|publicly|repeatedly|reportedly|recently|then|later|now|been|was|long)"
# Two names and a verb between them, each a whole phrase: "A fired B", not "A met with B" nor "A fired B's aide".
_VERB = r"(?:[a-z]+ed|held|beat|sued|shot|told|hit|met|sent|gave|won)(?: firing| going after| back)?"
_AFTER = r"(?=[,.]| (?:to|in|on|for|at|as|after|of|about|over|from|by|this)\b)"
_DEED = re.compile(rf"^(?P<one>{_NAME}) (?P<deed>(?:{_ADVERB} )*{_VERB} )(?P<other>{_NAME}){_AFTER}")
_NO_ACTOR = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Early|Primary|Defense of|U\.S$")


def swapped(text: str, beside: Sequence[str], chance: random.Random) -> Iterator[Change]:
    """At most one change; ``beside`` and ``chance`` are what all makers of changes are given."""
    match = _DEED.match(text)
    if match is None or _NO_ACTOR.search(match["one"] + match["other"]):
        return
    one, other = match["one"], match["other"]
    if one.split()[-1] not in other and other.split()[-1] not in one:
        yield Change("role", match.group(), f"{other[0].upper()}{other[1:]} {match['deed']}{_inside(one)}")


def _inside(name: str) -> str:
    return f"the {name.removeprefix('The ')}" if name.startswith("The ") else name
