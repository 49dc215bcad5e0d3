"""A ledger: reports are added to it, and it answers how states stand to each other."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Union

from casus import _casus, tables
from casus.answers import Answer
from casus.coder import Coder, Day, Folder, Progress, _tell, day, strict_of
from casus.errors import LedgerError
from casus.events import Event

if TYPE_CHECKING:
    from typing_extensions import Self

__all__ = ["Added", "Ledger"]

Names = Union[str, Iterable[str]]


@dataclass(frozen=True)
class Added:
    """What came of adding."""

    documents: int
    """Documents that are new."""
    corrections: int
    """Documents that take the place of an earlier version."""
    known: int
    """Documents that were there already, word for word."""
    reprints: int
    """Documents that repeat an earlier one of another name."""
    claims: int
    """Claims of all that was added."""


class Ledger:
    """A ledger in a file, which is made where there is none.

    A context manager; the file is opened for each call and closed after it, so that a ledger may be shared between
    threads, carried into forked processes and written to by several processes.

    Args:
        path: The file.
        coder: What codes the documents that are added; one with what is built in, where it is None.

    Raises:
        LedgerError: Where the file is no ledger, of a later version, damaged, or cannot be written. ``file`` and ``hint``
            tell which and what to do.
    """

    def __init__(self, path: Folder, coder: Coder | None = None) -> None:
        self.path = os.fspath(path)
        if self.path == ":memory:":
            raise LedgerError(
                "a ledger in memory is lost between calls", hint="name a file, be it a temporary one"
            )
        self._coder = coder
        sources = [] if coder is None else list(coder._sources)
        self._ledger: _casus.Ledger | None = _casus.Ledger(self.path, sources)
        self._known: str | None = None
        self._without: list[str] = []

    def __enter__(self) -> Self:
        self._open()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the ledger. What is asked of it afterwards raises a LedgerError."""
        self._ledger = None

    def __repr__(self) -> str:
        state = " (closed)" if self._ledger is None else ""
        return f"<casus.Ledger {self.path}{state}>"

    def _open(self) -> _casus.Ledger:
        if self._ledger is None:
            hint = f"open it again: casus.Ledger({self.path!r})"
            raise LedgerError("the ledger is closed", self.path, hint=hint)
        return self._ledger

    def view(self, known: Day = None, disbelieve: Names = ()) -> Ledger:
        """The same ledger as it looks to others; the answers of what is returned are theirs.

        Args:
            known: Only what was known on this day.
            disbelieve: Nothing that rests on the word of these outlets or speakers, by names or codes.
        """
        other = object.__new__(Ledger)
        other.path, other._coder, other._ledger = self.path, self._coder, self._open()
        other._known = self._known if known is None else day(known)
        other._without = self._without + _names(disbelieve)
        return other

    # What goes in

    def add(
        self,
        what: Any,
        *,
        columns: Mapping[str, str] | None = None,
        date: Day = None,
        read: Day = None,
        errors: str = "raise",
        progress: Progress = None,
    ) -> Added:
        """Adds documents or events. The same document twice changes nothing.

        Args:
            what: A table of documents (as :meth:`Coder.read_table` takes it), which are coded; a table of events that was
                coded before, or a list of :class:`Event`; or a file or folder with reports, or several. Events come without
                the text of their documents, of which the ledger then has what they quote; they take the place of an
                earlier version of their document.
            columns: The columns that hold the fields of documents, where they have other names.
            date: The day of documents that have none; of events, the day on which their documents were published.
            read: The day on which they were read, which counts as the day on which they became known where a document has
                no date; today, where it is None.
            errors: ``raise`` or ``warn``, for rows that are no document.
            progress: As for :meth:`Coder.read_table`.

        Returns:
            What came of it, in numbers.

        Raises:
            DocumentError: For a missing column, or a row that is no document or no event.
            LedgerError: Where the file cannot be written. What was written before stays.
        """
        ledger = self._open()
        on = day(read) or _today()
        published = day(date)
        if isinstance(what, (str, os.PathLike)):
            what = [what]
        if tables.is_table(what):
            source = tables.Source(what)
            if {"event", "text_info", "document"} <= set(tables.names(what)):
                return Added(**ledger.add_events(source.arrow, on, published))
            with tables.bar(progress, source.rows) as shown:
                added, notes = ledger.add_documents(
                    self._coding(),
                    source.arrow,
                    dict(columns or {}),
                    on,
                    published,
                    strict_of(errors),
                    shown,
                )
        else:
            given = list(what)
            if all(isinstance(one, Event) for one in given):
                lines = "\n".join(json.dumps(one.to_dict()) for one in given)
                return Added(**ledger.add_records(lines, on, published))
            if not all(isinstance(one, (str, os.PathLike)) for one in given):
                raise TypeError("give a table of documents or events, a list of events, or paths of files")
            with tables.bar(progress, None) as shown:
                added, notes = ledger.add_files(
                    self._coding(), tables.paths(given), on, published, shown
                )
        # Documents in other languages are kept, without claims.
        _tell(notes, stacklevel=3)
        return Added(**added)

    def _coding(self) -> _casus.Engine:
        if self._coder is None:
            self._coder = Coder()
        return self._coder._engine

    # Questions

    def _ask(self, kind: str, **asked: Any) -> Answer:
        question = {
            "kind": kind,
            "one": None,
            "other": None,
            "on": None,
            "today": _today(),
            "from": None,
            "to": None,
            "words": None,
            "sources": [],
            "known": self._known,
            "without": self._without,
            "limit": 1000,
        }
        question.update(asked)
        return Answer._of(self._open().ask(question))

    def state(self, one: str, other: str, on: Day = None) -> Answer:
        """Everything that holds between two on a day (today, where it is None), and what has happened.

        Columns: kind, from, to, what, status, since, until, hedge. States and organisations are named by code (``RUS``) or
        name (``Russia``); a name that nobody has raises a QuestionError with those that are near.
        """
        return self._ask("state", one=one, other=other, on=day(on))

    def obliged(self, attacked: str, by: str | None = None, on: Day = None) -> Answer:
        """Who must act if one is attacked (by another), by which clause, and what must still be true.

        Columns: who, binds, duty, by, what_must_still_be_true, clashes, hedge.
        """
        return self._ask("obliged", one=attacked, other=by, on=day(on))

    def breaches(self, one: str | None = None, other: str | None = None, on: Day = None) -> Answer:
        """Transfers against measures that were in force, of all or between two.

        Columns: from, to, goods, when, measure, act, allows, hedge.
        """
        return self._ask("breaches", one=one, other=other, on=day(on))

    def exchanges(self, one: str, other: str, on: Day = None) -> Answer:
        """What two give each other. Columns as of :meth:`state`."""
        return self._ask("exchanges", one=one, other=other, on=day(on))

    def visits(self, one: str, other: str | None = None, on: Day = None) -> Answer:
        """Visits of one and to it, or between two. Columns as of :meth:`state`."""
        return self._ask("visits", one=one, other=other, on=day(on))

    def commitments(self, one: str, other: str | None = None, on: Day = None) -> Answer:
        """Promises and threats. Columns as of :meth:`state`."""
        return self._ask("commitments", one=one, other=other, on=day(on))

    def said(self, by: str, on: Day = None, limit: int = 1000) -> Answer:
        """What a speaker or outlet says, by the days. Columns: day, event, actor, recipient, status, said, sentence."""
        return self._ask("said", words=by, on=day(on), limit=limit)

    def timeline(
        self, one: str, other: str, start: Day = None, end: Day = None, limit: int = 1000
    ) -> Answer:
        """The claims of two by the days. Columns as of :meth:`said`."""
        asked = {"from": day(start), "to": day(end)}
        return self._ask("timeline", one=one, other=other, limit=limit, **asked)

    def cases(self, condition: str = "", limit: int = 1000) -> Answer:
        """Happenings, each with all that is claimed of it.

        Args:
            condition: An SQL condition on the view ``events``, such as ``"actor = 'RUS'"``.
            limit: Of more cases than this, the last.
        """
        return self._ask("cases", words=condition, limit=limit)

    def without(self, source: Names, one: str, other: str, on: Day = None) -> Answer:
        """What of the state of two falls or changes where sources are not believed.

        Columns: change, kind, from, to, what, now, before.
        """
        return self._ask("without", one=one, other=other, on=day(on), sources=_names(source))

    def diff(
        self, start: Day, end: Day, one: str | None = None, other: str | None = None
    ) -> Answer:
        """What became known between two days, of all or of two. Columns as of :meth:`without`."""
        asked = {"from": day(start), "to": day(end)}
        return self._ask("diff", one=one, other=other, **asked)

    def why(self, id: str) -> Answer:
        """What a line of an answer, or a claim, rests on. Columns: claim, published, by, says, sentence."""
        return self._ask("why", words=id)

    def sql(self, query: str) -> Answer:
        """The rows of a SELECT; docs/ledger.md tells the tables and views. What would change the ledger is refused.

        Raises:
            QuestionError: Where it is no SELECT, with the place.
        """
        return Answer._of(self._open().select(query), typed=True)


def _names(given: Names) -> list[str]:
    return [given] if isinstance(given, str) else list(given)


def _today() -> str:
    return datetime.date.today().isoformat()
