"""The index of terms over passages (tantivy, BM25).

It holds words and three numbers for each passage, nothing that the store does not hold, and can be thrown away at any
time. A commit of it is whole or not there; the highest entry in it therefore tells how far it got.
"""

from __future__ import annotations

import errno
import re
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import tantivy

from secondsource.library.passages import passages
from secondsource.model import Report, Span

FORM = 1  # of the index: one higher with every change to fields, words or passages, so that old ones are made anew

_MEMORY = 64_000_000  # bytes for the writer; the index of 35,000 reports is made in a few segments
_COMMIT = 4_000  # reports; what a kill can cost in indexing, four seconds' worth
_TERMS = 32  # of a query, the rarest; the rest are common words that cost time and tell passages apart hardly at all
_QUERY = 4_000  # characters of a query that are looked at

_ABBREVIATION = re.compile(r"\b[A-Za-z](?:\.[A-Za-z])+\b")  # "U.S." is the word "US"
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")  # "1,500" is the number "1500"


class IndexDamaged(Exception):
    """The index cannot be used and has to be made anew."""


class IndexBusy(Exception):
    """Another program is writing to the index."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage of the report that stands at ``entry``."""

    entry: int
    span: Span
    score: float


class Terms:
    """An open index. ``last_entry`` is the number of the last entry that can be found in it."""

    def __init__(self, folder: Path) -> None:
        with _told():
            self._index = tantivy.Index(_SCHEMA, path=str(folder), reuse=True)
            self._index.register_tokenizer("english", _ANALYZER)
            self._index.config_reader(reload_policy="Manual")
        self.reload()

    def reload(self) -> None:
        """Looks at what has been committed since, by whomever."""
        with _told():
            self._index.reload()
            self._searcher = self._index.searcher()
            hits = self._searcher.search(tantivy.Query.all_query(), 1, count=False, order_by_field="entry").hits
        self.last_entry = int(hits[0][0]) if hits else 0

    def write(
        self,
        entries: Iterable[tuple[int, Report]],
        stale: Sequence[int],
        patience: float,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        """Takes out what is stale and puts in the entries, which come in the order of their numbers.

        ``meanwhile`` is called while no other program can write. ``IndexBusy`` when another one is still writing after
        ``patience`` seconds.
        """
        writer = self._writer(patience)
        with _told():
            for number in stale:
                writer.delete_documents_by_term("entry", number)
            for count, (number, report) in enumerate(entries, 1):
                _put(writer, number, report)
                if count % _COMMIT == 0:
                    writer.commit()
            writer.commit()
        try:
            meanwhile()
        finally:
            with _told():
                writer.wait_merging_threads()
        self.reload()

    def _writer(self, patience: float) -> tantivy.IndexWriter:
        until = time.monotonic() + patience
        while True:
            try:
                with _told():
                    # One thread, so that the same entries always make the same segments.
                    return self._index.writer(_MEMORY, num_threads=1)
            except IndexBusy:
                if time.monotonic() >= until:
                    raise
                time.sleep(0.05)

    def hits(
        self,
        query: str,
        as_of: date | None,
        limit: int,
        entries: Sequence[int] | None = None,
        since: date | None = None,
    ) -> list[Hit]:
        """The best passages for the words of ``query``, best first; of some ``entries`` alone, if they are given, and
        of what was published from ``since`` on."""
        with _told():
            wanted = self._query(query, since, as_of)
            if entries is not None:
                wanted = tantivy.Query.boolean_query([(tantivy.Occur.Must, wanted), (tantivy.Occur.Must, _of(entries))])
            found = self._searcher.search(wanted, limit, count=False).hits
            addresses = [address for _, address in found]
            entries, starts, ends = (self._numbers(field, addresses) for field in ("entry", "start", "end"))
        scores = (score for score, _ in found)
        return [Hit(*values) for values in zip(entries, map(Span, starts, ends), scores, strict=True)]

    def _numbers(self, field: str, addresses: list[tantivy.DocAddress]) -> list[int]:
        return [int(value or 0) for value in self._searcher.fast_field_values(field, addresses)]

    def _query(self, query: str, since: date | None, as_of: date | None) -> tantivy.Query:
        words = sorted(set(_ANALYZER.analyze(_spelled(query[:_QUERY]))))
        rarity = {word: self._searcher.doc_freq("words", word) for word in words}
        rarest = sorted((word for word in words if rarity[word]), key=lambda word: (rarity[word], word))[:_TERMS]
        terms = [tantivy.Query.term_query(_SCHEMA, "words", word, index_option="freq") for word in rarest]
        if not terms:
            return tantivy.Query.empty_query()
        matching = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
        if since is None and as_of is None:
            return matching
        published = _between(since or date.min, as_of or date.max)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, matching), (tantivy.Occur.Must, published)])


def create(folder: Path, entries: Iterable[tuple[int, Report]]) -> Terms:
    """An index made from nothing, in place of whatever ``folder`` holds.

    It is made aside and then moved, so that a search in another program finds the old index or the new one.
    ``IndexBusy`` if another program is doing the same.
    """
    aside = folder.with_name(f"{folder.name}.part")
    if aside.exists():
        _clear(aside)
    aside.mkdir(parents=True)
    try:
        Terms(aside).write(entries, (), patience=0)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    shutil.rmtree(folder, ignore_errors=True)
    aside.rename(folder)
    return Terms(folder)


def _clear(aside: Path) -> None:
    """Takes away what a program left that was killed; ``IndexBusy`` if it is still at work."""
    with suppress(IndexDamaged), _told():
        Terms(aside)._writer(0).wait_merging_threads()
    shutil.rmtree(aside)


def _put(writer: tantivy.IndexWriter, number: int, report: Report) -> None:
    for span in passages(report):
        document = tantivy.Document()
        document.add_text("words", _spelled(span.of(report.text)))
        document.add_integer("entry", number)
        document.add_integer("start", span.start)
        document.add_integer("end", span.end)
        if report.published:
            document.add_integer("day", report.published.toordinal())
        writer.add_document(document)


def _between(first: date, last: date) -> tantivy.Query:
    bounds = first.toordinal(), last.toordinal()
    published = tantivy.Query.range_query(_SCHEMA, "day", tantivy.FieldType.Integer, *bounds)
    return tantivy.Query.const_score_query(published, 0.0)


def _of(entries: Sequence[int]) -> tantivy.Query:
    return tantivy.Query.const_score_query(tantivy.Query.term_set_query(_SCHEMA, "entry", list(entries)), 0.0)


def _spelled(text: str) -> str:
    text = _ABBREVIATION.sub(lambda match: match.group().replace(".", ""), text)
    return _THOUSANDS.sub("", text)


@contextmanager
def _told() -> Iterator[None]:
    """tantivy raises ``ValueError`` for everything, and panics on some damaged files: told apart here."""
    try:
        yield
    except (IndexDamaged, IndexBusy, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        message = str(error)
        if "LockBusy" in message:
            raise IndexBusy(message) from error
        if "os error 28" in message or "No space left" in message:
            raise OSError(errno.ENOSPC, message) from error
        if isinstance(error, (ValueError, OSError)) or type(error).__name__ == "PanicException":
            raise IndexDamaged(message) from error
        raise


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", tokenizer_name="english", index_option="freq")
    builder.add_integer_field("entry", indexed=True, fast=True)
    for field in ("start", "end", "day"):
        builder.add_integer_field(field, fast=True)
    return builder.build()


def _analyzer() -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    filters = (
        tantivy.Filter.remove_long(60),
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
        tantivy.Filter.stopword("english"),
        tantivy.Filter.stemmer("english"),
    )
    for step in filters:
        builder = builder.filter(step)
    return builder.build()


_SCHEMA = _schema()
_ANALYZER = _analyzer()
