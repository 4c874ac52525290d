"""Who says what: source, cue and content, mode, disclosure, carrier, hedge and chain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Attribution, Disclosure, Mode, Span

from .reports import attributions, unresolved


def read(*paragraphs: str) -> tuple[str, tuple[Attribution, ...]]:
    text = "\n".join(paragraphs)
    starts = [sum(len(p) + 1 for p in paragraphs[:n]) for n in range(len(paragraphs))]
    return text, unresolved(text, [Span(s, s + len(p)) for s, p in zip(starts, paragraphs, strict=True)])


def only(*paragraphs: str) -> Attribution:
    _, found = read(*paragraphs)
    assert len(found) == 1, [a.cue.text for a in found if a.cue]
    return found[0]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The mayor said the bridge had closed.", "The mayor", "said", "the bridge had closed"),
        ("The mayor has said that the bridge closed.", "The mayor", "has said", "that the bridge closed"),
        ("Ada Poe, the mayor, said that it closed.", "Ada Poe, the mayor,", "said", "that it closed"),
        ("The bridge had closed, the mayor said.", "the mayor", "said", "The bridge had closed"),
        ("“The bridge has closed,” said Ada Poe.", "Ada Poe", "said", "“The bridge has closed,”"),
        ("“The bridge has closed,” Poe said on Monday.", "Poe", "said", "“The bridge has closed,”"),
        ("According to the mayor, the bridge had closed.", "the mayor", "According to", "the bridge had closed"),
        ("The bridge had closed, according to the mayor.", "the mayor", "according to", "The bridge had closed"),
        ("Poe reported that 12 lorries crossed.", "Poe", "reported", "that 12 lorries crossed"),
        ("Several reports say roughly 40 men came.", "Several reports", "say", "roughly 40 men came"),
        ("The ministry denied that troops had come.", "The ministry", "denied", "that troops had come"),
        ("Bridge closes in Albany: report", "report", ":", "Bridge closes in Albany"),
        ("Kremlin: no troops were sent", "Kremlin", ":", "no troops were sent"),
        ("“It has,” Poe said, “been closed.”", "Poe", "said", "“It has,” Poe said, “been closed.”"),
    ],
)
def test_source_cue_and_content(text: str, source: str, cue: str, content: str) -> None:
    found = only(text)
    assert (found.source and found.source.text.rstrip(","), found.cue and found.cue.text, found.content.text) == (
        source.rstrip(","),
        cue,
        content,
    )


@pytest.mark.parametrize(
    "text",
    [
        "The bridge closed on Monday.",
        "The claims office opened on Monday.",
        "The United States sent two ships.",
        "The report was long.",
        "She was told.",
    ],
)
def test_what_cites_nobody(text: str) -> None:
    assert read(text)[1] == ()


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("“The bridge has closed,” Poe said.", Mode.DIRECT),
        ("Poe said that the bridge had closed.", Mode.INDIRECT),
        ("Poe said there was “nothing odd” about the bridge.", Mode.MIXED),
    ],
)
def test_mode(text: str, mode: Mode) -> None:
    assert only(text).mode is mode


@pytest.mark.parametrize(
    ("text", "disclosure"),
    [
        ("Ada Poe said the bridge had closed.", Disclosure.NAMED),
        ("The BBC said the bridge had closed.", Disclosure.NAMED),
        ("The foreign ministry said the bridge had closed.", Disclosure.NAMED),
        ("A Peruvian official said the bridge had closed.", Disclosure.DESCRIBED),
        ("A Peruvian official speaking on condition of anonymity said it had closed.", Disclosure.DESCRIBED),
        ("A diplomatic source said the bridge had closed.", Disclosure.DESCRIBED),
        ("An unnamed diplomatic source said the bridge had closed.", Disclosure.UNNAMED),
        ("A source said the bridge had closed.", Disclosure.UNNAMED),
        ("People familiar with the matter said the bridge had closed.", Disclosure.UNNAMED),
        ("Officials said the bridge had closed.", Disclosure.DESCRIBED),
    ],
)
def test_disclosure(text: str, disclosure: Disclosure) -> None:
    assert only(text).disclosure is disclosure


@pytest.mark.parametrize(
    ("text", "carrier", "chain"),
    [
        ("Forty men came, a source told Reuters.", "Reuters", ["Reuters", "source"]),
        ("Poe said in an interview with the BBC that forty came.", "BBC", ["BBC", "Poe"]),
        ("A clerk told the Guardian that forty came.", "Guardian", ["Guardian", "clerk"]),
        ("A clerk told her sister that forty came.", None, ["clerk"]),
        ("Sputnik cited a clerk in Lima, who said that forty came.", "Sputnik", ["Sputnik", "clerk in Lima"]),
    ],
)
def test_carrier_and_chain(text: str, carrier: str | None, chain: list[str]) -> None:
    [found] = attributions(text)
    assert (found.carrier, [step.speaker for step in found.chain], found.speaker) == (carrier, chain, chain[-1])


def test_a_participle_takes_the_subject_of_the_sentence() -> None:
    _, found = read(
        "A clerk speaking on condition of anonymity confirmed the closure, telling Reuters it would be short."
    )
    assert [a.source and a.source.text for a in found] == ["A clerk speaking on condition of anonymity"] * 2
    assert [a.carrier for a in found] == [None, "Reuters"]


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Poe tweeted a picture purportedly showing the bridge.", "purportedly"),
        ("Poe said the bridge may have closed.", "may have"),
        ("Poe said the bridge had closed.", None),
        ("Poe said the bridge had “reportedly” closed.", None),
    ],
)
def test_hedge(text: str, hedge: str | None) -> None:
    _, found = read(text)
    assert found[0].hedge == hedge


def test_a_quotation_goes_on_after_its_source() -> None:
    text, found = read("“The bridge has closed,” Poe said. “It will open on Monday.”")
    assert [piece.of(text) for piece in found[0].content.pieces] == [
        "“The bridge has closed,”",
        "“It will open on Monday.”",
    ]


def test_a_free_quotation_belongs_to_the_speaker_before() -> None:
    _, found = read("“The bridge has closed,” Poe said.", "“It will open again on Monday.”")
    assert [a.source and a.source.text for a in found] == ["Poe", "Poe"]
    assert found[1].content.text == "“It will open again on Monday.”"


def test_two_citing_clauses_of_one_sentence() -> None:
    _, found = read("Poe said the bridge had closed, and Roe denied that it had opened.")
    assert [a.content.text for a in found] == ["the bridge had closed", "that it had opened"]


WORDS = st.sampled_from(
    [
        "Poe",
        "said",
        ",",
        ".",
        "“",
        "”",
        '"',
        "'",
        "(",
        ")",
        ":",
        ";",
        "—",
        "that",
        "who",
        "and",
        "he",
        "told",
        "Reuters",
        "according",
        "to",
        "the",
        "a",
        "source",
        ",",
        "adding",
        "denied",
        "claims",
        "which",
        "is",
        "was",
        "has",
        "as",
        "citing",
        "report",
        "In",
        "Monday",
        "U.S.",
        "99",
        "men",
        "came",
        ",",
        ",",
        "\n",
        "…",
        "'",
        "’s",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join))
def test_any_words_read_without_an_error_and_every_span_slices(text: str) -> None:
    for attribution in unresolved(text, [Span(0, len(text))]):
        parts = [attribution.content, attribution.source, attribution.cue]
        parts += [excerpt for step in attribution.chain for excerpt in (step.source, step.cue)]
        for excerpt in filter(None, parts):
            assert excerpt.span.of(text) == excerpt.text
            assert all(excerpt.span.contains(piece) for piece in excerpt.pieces)


@given(st.text(min_size=1, max_size=200))
def test_any_text_reads_without_an_error(text: str) -> None:
    unresolved(text, [Span(0, len(text))])
