"""The question what a passage does to a statement, and the opinion that an answer gives."""

from __future__ import annotations

import msgspec

from secondsource.model import Evidence, Opinion, Stance, Statement
from secondsource.opinion.asking import Discarded, answered, quoted_from, request

LEAST_QUOTED = 3  # words; fewer decide nothing

_TASK = """You compare a passage of a news report with a statement of another. Does the passage, by its own words,
support the statement or refute it? It supports it if it says the same thing. It refutes it if both cannot be so:
another number, place, day, person or role for the same event, or a denial. Else, and whenever you are in doubt, it
discusses it: it may be about the same matter and take no side. First quote the words of the passage that decide it,
letter by letter, without leaving any out and without words of your own; if it takes no side, quote nothing."""

_SCHEMA = {
    "type": "object",
    "properties": {"quotation": {"type": "string"}, "stance": {"type": "string", "enum": [s.value for s in Stance]}},
    "required": ["quotation", "stance"],
    "additionalProperties": False,
}


class _Answer(msgspec.Struct, forbid_unknown_fields=True):
    quotation: str
    stance: Stance


def stance_request(model: str, statement: Statement, passage: Evidence) -> bytes:
    """What a model is asked about one passage. Raises ``Discarded`` where it is too long."""
    return request(model, _TASK, {"statement": statement.text, "passage": passage.text}, _SCHEMA)


def opinion_in(answer: bytes, passage: Evidence) -> Opinion:
    """The opinion on a passage. Raises ``Discarded`` unless it quotes, word for word, what decides it."""
    told = answered(_Answer, answer)
    quotation = quoted_from(passage.text, told.quotation) if told.quotation.strip() else ""
    least = min(LEAST_QUOTED, len(passage.text.split()))
    if told.stance is not Stance.DISCUSSES and len(quotation.split()) < least:
        raise Discarded(f"it takes a side and quotes fewer than {LEAST_QUOTED} words")
    return Opinion(passage.id, told.stance, quotation)
