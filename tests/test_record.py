"""Nouns go to JSON and come back the same; what does not fit names its field; the schema says what is written."""

from __future__ import annotations

import dataclasses
import json
import types
from datetime import date, datetime
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from secondsource.model import (
    Assessment,
    Attribution,
    Block,
    Dossier,
    Evidence,
    Line,
    Quantity,
    Reading,
    Report,
    Span,
    Statement,
    Subject,
    When,
)
from secondsource.record import dumps, from_json, loads, schema, to_json

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def values(kind: Any) -> st.SearchStrategy[Any]:
    """A strategy for whatever type a field of a noun may have."""
    if get_origin(kind) in (Union, types.UnionType):
        return st.one_of([values(option) for option in get_args(kind)])
    if get_origin(kind) is tuple:
        return st.lists(values(get_args(kind)[0]), max_size=2).map(tuple)
    if kind is Subject:
        words = TEXTS.filter(bool)
        return st.builds(Subject, words, values(Span), st.none()) | words.map(lambda name: Subject(origin=name))
    if kind is Span:
        return st.tuples(st.integers(0, 99), st.integers(1, 99)).map(lambda pair: Span(pair[0], sum(pair)))
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.deferred(lambda: st.builds(kind, **{name: values(hint) for name, hint in hints.items()}))
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    plain = {
        str: TEXTS,
        bool: st.booleans(),
        int: st.integers(),
        float: st.floats(allow_nan=False, allow_infinity=False),
        date: st.dates(),
        datetime: st.datetimes(),
        types.NoneType: st.none(),
    }
    return plain[kind]


NOUNS = (Report, Block, Attribution, Quantity, When, Statement, Evidence, Line, Assessment, Reading, Dossier)


@pytest.mark.parametrize("kind", NOUNS, ids=lambda kind: kind.__name__)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_a_noun_comes_back_as_it_went(kind: type, data: st.DataObject) -> None:
    noun = data.draw(values(kind))
    assert loads(kind, dumps(noun)) == noun
    assert from_json(kind, to_json(noun)) == noun


@pytest.mark.parametrize("kind", NOUNS, ids=lambda kind: kind.__name__)
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_what_is_written_fits_the_schema(kind: type, data: st.DataObject) -> None:
    described = schema(kind)
    Draft202012Validator.check_schema(described)
    Draft202012Validator(described).validate(to_json(data.draw(values(kind))))


WHEN = {"span": {"start": 0, "end": 3}, "text": "May", "earliest": "2019-05-01", "latest": None}


@pytest.mark.parametrize(
    ("kind", "data", "message"),
    [
        (When, {**WHEN, "earliest": "soon"}, "When: Invalid RFC3339 encoded date - at `$.earliest`"),
        (When, {**WHEN, "text": 3}, "When: Expected `str`, got `int` - at `$.text`"),
        (When, {**WHEN, "span": [0, 3]}, "When: Expected `object`, got `array` - at `$.span`"),
        (When, {**WHEN, "span": {"start": "0", "end": 3}}, "When: Expected `int`, got `str` - at `$.span.start`"),
        (When, {**WHEN, "span": {"start": True, "end": 3}}, "When: Expected `int`, got `bool` - at `$.span.start`"),
        (When, {"span": {"start": 0, "end": 3}}, "When: Object missing required field `text`"),
        (Block, {"span": {"start": 0, "end": 1}, "role": "advert"}, "Block: Invalid enum value 'advert' - at `$.role`"),
        (Report, {"id": "x", "text": "x", "blocks": {}}, "Report: Expected `array`, got `object` - at `$.blocks`"),
        (Report, {"id": "x", "text": "x", "blocks": [3]}, "Report: Expected `object`, got `int` - at `$.blocks[0]`"),
        (Report, [], "Report: Expected `object`, got `array`"),
    ],
)
def test_an_error_names_the_field(kind: type, data: Any, message: str) -> None:
    with pytest.raises(ValueError) as raised:
        from_json(kind, data)
    assert str(raised.value).startswith(message)


def test_what_a_later_version_adds_is_passed_over() -> None:
    assert from_json(When, {**WHEN, "mood": "optative"}) == from_json(When, WHEN)


def test_a_whole_number_serves_as_a_measure() -> None:
    span = {"start": 0, "end": 2}
    low = from_json(Quantity, {"span": span, "text": "99", "low": 99, "high": None, "unit": None}).low
    assert low == 99.0
    assert isinstance(low, float)


def test_the_schema_refuses_what_the_format_does_not_have() -> None:
    validator = Draft202012Validator(schema(When))
    with pytest.raises(ValidationError):
        validator.validate({**WHEN, "mood": "optative"})
    with pytest.raises(ValidationError):
        validator.validate({key: value for key, value in WHEN.items() if key != "latest"})


def test_keys_stand_in_the_order_of_the_fields_and_characters_as_they_are() -> None:
    text = dumps(When(Span(0, 4), "März", None, None))
    assert text == '{"span": {"start": 0, "end": 4}, "text": "März", "earliest": null, "latest": null}'
    assert list(json.loads(text)) == [field.name for field in dataclasses.fields(When)]
