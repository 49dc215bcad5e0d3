"""From texts and tables of documents to events."""

from __future__ import annotations

import datetime
import json
import os
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, Union

from casus import _casus, tables
from casus.errors import CasusWarning, DocumentError, Fault, KnowledgeError
from casus.events import Event, from_record

if TYPE_CHECKING:
    import pyarrow

__all__ = ["Coder", "Day", "Folder", "documents"]

Day = Union[str, datetime.date, None]
"""A day: ``2024-06-19``, a timestamp as text, a date or datetime of Python, or None."""
Folder = Union[str, "os.PathLike[str]"]
Progress = Union[bool, Callable[[int, int], object], None]
Table = TypeVar("Table")

_Sources = tuple[tuple[str, str], ...]

# The engines of this process, newest last. Coders with the same knowledge share one, so that a worker that is handed a
# coder with every task loads it once.
_engines: dict[tuple[_Sources, int | None], _casus.Engine] = {}
_KEPT = 4
_lock = threading.Lock()


def _forget_lock() -> None:
    """Another thread may have held the lock when the process was forked."""
    global _lock
    _lock = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_lock)


def _engine(sources: _Sources, threads: int | None) -> _casus.Engine:
    key = (sources, threads)
    with _lock:
        engine = _engines.pop(key, None)
        if engine is None:
            engine = _casus.Engine(list(sources), threads)
        _engines[key] = engine
        while len(_engines) > _KEPT:
            del _engines[next(iter(_engines))]
    return engine


class Coder:
    """Reads documents and finds the events in them.

    Made in a twentieth of a second, or a fifth where there is knowledge of one's own. It does not change afterwards: any
    number of threads may use one, it may be carried into forked processes, and it can be pickled (with the knowledge, not
    with the network).

    Args:
        knowledge: A folder of one's own knowledge files, or several; they come on top of what is built in.
        threads: How many threads a table is read with; all cores where it is None.
        strict: Whether knowledge files with faults are an error; else the faults are warned of, the entries at fault left
            out, and the rest used.

    Raises:
        KnowledgeError: For faults in the knowledge, each with its file, line and hint.
        FileNotFoundError: Where there is no such folder.
        ValueError: Where ``threads`` is below 1.
    """

    def __init__(
        self,
        knowledge: Folder | Iterable[Folder] = (),
        threads: int | None = None,
        *,
        strict: bool = True,
    ) -> None:
        if threads is not None and threads < 1:
            raise ValueError(f"threads must be 1 or more, not {threads}")
        folders = tables.paths(knowledge)
        self._sources: _Sources = tuple(_casus.sources(folders))
        self._threads = threads
        self._engine = _engine(self._sources, threads)
        faults = tuple(Fault(*one) for one in self._engine.faults(folders))
        if strict and any(fault.severity == "error" for fault in faults):
            raise KnowledgeError(faults)
        for fault in faults:
            warnings.warn(str(fault), CasusWarning, stacklevel=2)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_restored, (self._sources, self._threads))

    def __repr__(self) -> str:
        files = f", knowledge of {len(self._sources)} files" if self._sources else ""
        return f"<casus.Coder with {self.threads} threads{files}>"

    @property
    def threads(self) -> int:
        """How many threads a table is read with."""
        return self._engine.threads

    def read(
        self,
        text: str,
        date: Day = None,
        title: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
        language: str | None = None,
        id: str = "text",
    ) -> list[Event]:
        """Finds the events in a text.

        Args:
            text: The body of a report or post.
            date: The day it was published; relative dates in the text are counted from it, and who held which office.
            title: Its headline.
            publisher: Who published it; the outlet counts as a speaker.
            url: Where.
            language: Its code. Texts in other languages than English are warned of and have no events.
            id: The name of the document, which the ids of its events begin with.

        Returns:
            The events in the order of the text. Offsets count characters of ``text``.

        Raises:
            DocumentError: Where ``date`` is no day.
            TypeError: Where ``text`` is no str.
            UnicodeEncodeError: Where ``text`` holds half a surrogate pair, which no UTF-8 can.
        """
        if not isinstance(text, str):
            raise TypeError(f"text must be str, not {type(text).__name__}")
        if not text.isascii():
            text.encode()  # Half a surrogate pair is told of here, with its place.
        document: dict[str, Any] = {
            "text": text,
            "id": id,
            "title": title,
            "date": day(date),
            "publisher": publisher,
            "url": url,
            "language": language,
        }
        lines, notes = self._engine.read(document)
        _tell(notes, stacklevel=3)
        origin = (self, document)
        return [from_record(json.loads(line), origin) for line in lines.splitlines()]

    def read_table(
        self,
        documents: Table,
        *,
        columns: Mapping[str, str] | None = None,
        date: Day = None,
        offsets: str = "characters",
        errors: str = "raise",
        progress: Progress = None,
    ) -> Table:
        """Finds the events in a table of documents.

        Args:
            documents: A data frame of pandas or polars, a table, record batch or reader of pyarrow, or anything else with
                the Arrow C interface. Columns: ``text``; and where they are there ``id`` (text or whole numbers), ``date``
                (days, times, or text such as ``2024-06-19``), ``title``, ``publisher``, ``url``, ``language``. Others are
                kept as JSON in the column ``document_fields`` of the result. A null text has no events. Rows without an
                id column are named by their number, from 0.
            columns: The columns that hold these fields, where they have other names: ``{"text": "body"}``.
            date: The day of documents that have none.
            offsets: ``characters``, as Python counts; or ``bytes`` of UTF-8, as in the files that ``casus read`` writes.
            errors: ``raise`` ends at the first row that is no document, such as one with a date in another order; ``warn``
                passes over such rows.
            progress: A bar of tqdm, where it is installed: None shows it on a terminal after a second, True always, False
                never. Or a function that is called with the numbers of documents and events so far.

        Returns:
            A table of events of the same kind as ``documents``: one row an event, in the order of the documents, with the
            fields of the JSON record as columns (``id``, ``document``, ``date``, ``event``, ``mode``, ``actor`` as a list of
            structs, ...). A pyarrow.RecordBatchReader gives one that codes as it is read.

        Raises:
            DocumentError: For a missing column, one of the wrong type, or a row that is no document (``row`` tells which).
            TypeError: Where ``documents`` is no table.
            KeyboardInterrupt: Soon after the user asks for it.
        """
        source = tables.Source(documents)
        if source.is_stream:
            options = (columns, date, offsets, errors)
            streamed: Table = source.streamed(
                self.schema(offsets), lambda one: self._read(one, *options)
            )
            return streamed
        with tables.bar(progress, source.rows) as shown:
            table = self._read(source.arrow, columns, date, offsets, errors, shown)
        result: Table = source.back(table)
        return result

    def read_batches(
        self,
        batches: Iterable[pyarrow.RecordBatch],
        *,
        columns: Mapping[str, str] | None = None,
        date: Day = None,
        offsets: str = "bytes",
        errors: str = "raise",
    ) -> Iterator[pyarrow.RecordBatch]:
        """Codes record batches one by one: what Spark, Ray and Dask call on their workers.

        Args and errors are those of :meth:`read_table`, but for ``offsets``, which are bytes here: what goes into files is
        to be the same as what ``casus read`` writes.

        Yields:
            A pyarrow.RecordBatch of events for each batch of documents, with the schema :meth:`schema` tells.
        """
        for batch in batches:
            table = self._read(batch, columns, date, offsets, errors, stacklevel=3)
            yield tables.one_batch(table, self.schema(offsets))

    @staticmethod
    def schema(offsets: str = "characters") -> pyarrow.Schema:
        """The schema of tables of events."""
        native = _casus.schema(_characters(offsets))
        schema: pyarrow.Schema = tables.pyarrow_for("a schema").schema(native)
        return schema

    def _read(
        self,
        table: Any,
        columns: Mapping[str, str] | None,
        date: Day,
        offsets: str,
        errors: str,
        progress: Callable[[int, int], object] | None = None,
        stacklevel: int = 4,
    ) -> Any:
        strict = strict_of(errors)
        characters = _characters(offsets)
        found, notes = self._engine.read_table(
            table, dict(columns or {}), day(date), characters, strict, progress
        )
        _tell(notes, stacklevel)
        return found


def documents(paths: Folder | Iterable[Folder]) -> pyarrow.Table:
    """Reads files and folders as ``casus read`` does: text, Markdown, JSON lines, web pages, feeds, archives.

    Args:
        paths: A file or folder, or several.

    Returns:
        A pyarrow.Table of documents with the columns ``id``, ``text``, ``title``, ``date``, ``publisher``, ``url``,
        ``language`` and ``document_fields`` (JSON of all other fields), ready for :meth:`Coder.read_table`. What cannot be
        read is warned of.
    """
    table, faults = _casus.documents(tables.paths(paths))
    if faults:
        more = "" if len(faults) == 1 else f" (and {len(faults) - 1} more)"
        warnings.warn(f"{faults[0]}{more}", CasusWarning, stacklevel=2)
    found: pyarrow.Table = tables.pyarrow_for("a table of documents").table(table)
    return found


def day(date: Day) -> str | None:
    """The day as ``2024-06-19``; a DocumentError where it is none."""
    if date is None:
        return None
    if isinstance(date, datetime.datetime):
        return date.date().isoformat()
    if isinstance(date, datetime.date):
        return date.isoformat()
    if not isinstance(date, str):
        raise TypeError(f"date must be str or datetime.date, not {type(date).__name__}")
    try:
        return _casus.published_day(date)
    except DocumentError as error:
        hint = error.hint or "write it as 2024-06-19"
        raise DocumentError(error.message, hint=hint) from None


def strict_of(errors: str) -> bool:
    """Whether the first row that is no document is an error."""
    if errors not in ("raise", "warn"):
        raise ValueError(f"errors must be 'raise' or 'warn', not {errors!r}")
    return errors == "raise"


def _characters(offsets: str) -> bool:
    if offsets not in ("characters", "bytes"):
        raise ValueError(f"offsets must be 'characters' or 'bytes', not {offsets!r}")
    return offsets == "characters"


def _tell(notes: Mapping[str, Any], stacklevel: int) -> None:
    """Warns of what passed by without being coded."""
    if notes["fault_count"]:
        first: Sequence[str] = notes["faults"]
        more = notes["fault_count"] - 1
        rest = f" (and {more} more)" if more else ""
        warnings.warn(f"{first[0]}{rest}", CasusWarning, stacklevel)
    languages: Mapping[str, int] = notes["languages"]
    if languages:
        each = ", ".join(f"{tag} {count}" for tag, count in languages.items())
        count = sum(languages.values())
        warnings.warn(
            f"{count} documents in other languages were not coded: {each}", CasusWarning, stacklevel
        )


def _restored(sources: _Sources, threads: int | None) -> Coder:
    """A coder as it was pickled; its knowledge has been checked where it was made."""
    coder = object.__new__(Coder)
    coder._sources = sources
    coder._threads = threads
    coder._engine = _engine(sources, threads)
    return coder
