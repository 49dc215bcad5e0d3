"""Tables of any kind to Arrow and back to the same kind."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any


def pyarrow_for(what: str) -> Any:
    """The module pyarrow, or an error that tells what it is needed for."""
    try:
        import pyarrow
    except ImportError as error:
        raise ImportError(f"{what} needs pyarrow: pip install pyarrow") from error
    return pyarrow


def paths(given: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[str]:
    """One path or several as a list."""
    if isinstance(given, (str, os.PathLike)):
        given = (given,)
    return [os.fspath(one) for one in given]


def is_table(given: object) -> bool:
    """Whether it can be taken as a table."""
    return hasattr(given, "__arrow_c_stream__") or hasattr(given, "__arrow_c_array__")


def names(table: Any) -> list[str]:
    """The names of the columns of a table."""
    schema = getattr(table, "schema", None)
    found = getattr(schema, "names", None)
    if callable(found):
        found = found()
    names: Iterable[Any] = getattr(table, "columns", ()) if found is None else found
    return [str(name) for name in names]


class Source:
    """A table that a user gave: as Arrow, and how a result gets the same kind."""

    def __init__(self, table: Any) -> None:
        module = sys.modules.get
        self.table = table
        self.arrow: Any = table
        self.is_stream = False
        self.rows: int | None = None
        self._back: Callable[[Any], Any] = _as_pyarrow
        pandas, polars, arrow = module("pandas"), module("polars"), module("pyarrow")
        if pandas is not None and isinstance(table, pandas.DataFrame):
            self._of_pandas()
        elif polars is not None and isinstance(table, polars.DataFrame):
            # Columns of nothing are handed over in a form that not everybody takes.
            self.arrow = table.with_columns(polars.col(polars.Null).cast(polars.String))
            self._back = polars.DataFrame
            self.rows = table.height
        elif polars is not None and isinstance(table, polars.LazyFrame):
            raise TypeError("documents is a polars.LazyFrame: give documents.collect()")
        elif arrow is not None and isinstance(table, arrow.RecordBatchReader):
            self.is_stream = True
        elif arrow is not None and isinstance(table, (arrow.Table, arrow.RecordBatch)):
            self.rows = table.num_rows
            if isinstance(table, arrow.RecordBatch):
                self._back = one_batch
        elif (type(table).__module__ or "").startswith("pyspark."):
            raise TypeError("documents is a data frame of Spark: give it to casus.spark.read")
        elif not is_table(table):
            raise TypeError(
                f"documents must be a table of pyarrow, pandas or polars, or have the Arrow C interface, "
                f"not {type(table).__name__}"
            )

    def _of_pandas(self) -> None:
        arrow = pyarrow_for("a data frame of pandas")
        from casus.errors import DocumentError

        try:
            self.arrow = arrow.Table.from_pandas(self.table, preserve_index=False)
        except (arrow.ArrowInvalid, arrow.ArrowTypeError, arrow.ArrowNotImplementedError) as error:
            reason = "; ".join(str(part) for part in error.args)
            hint = "give each column values of one type"
            raise DocumentError(f"a column of mixed types: {reason}", hint=hint) from error
        self.rows = len(self.table)
        self._back = lambda result: arrow.table(result).to_pandas()

    def back(self, result: Any) -> Any:
        """The result as the same kind of table."""
        return self._back(result)

    def streamed(self, schema: Any, read: Callable[[Any], Any]) -> Any:
        """A reader that codes each batch of this one as it is asked for."""
        arrow = pyarrow_for("a reader")
        batches = (one_batch(read(batch), schema) for batch in self.table)
        return arrow.RecordBatchReader.from_batches(schema, batches)


def _as_pyarrow(result: Any) -> Any:
    """A table of pyarrow; where that is not installed, an object with the Arrow C interface."""
    try:
        import pyarrow
    except ImportError:
        return result
    return pyarrow.table(result)


def one_batch(result: Any, schema: Any = None) -> Any:
    """The rows of a result as one record batch."""
    arrow = pyarrow_for("a record batch")
    table = arrow.table(result).combine_chunks()
    batches = table.to_batches()
    if batches:
        return batches[0]
    return arrow.RecordBatch.from_pylist([], schema=schema or table.schema)


@contextmanager
def bar(
    wanted: bool | Callable[[int, int], object] | None, rows: int | None
) -> Iterator[Callable[[int, int], object] | None]:
    """A function that shows how far a run is, or None."""
    if wanted is False:
        yield None
        return
    if callable(wanted):
        yield wanted
        return
    try:
        with warnings.catch_warnings():
            # In a notebook without widgets a bar of text will do.
            warnings.simplefilter("ignore")
            from tqdm.auto import tqdm
    except ImportError:
        yield None
        return
    hidden = None if wanted is None else False
    with tqdm(total=rows, unit=" documents", disable=hidden, delay=1) as shown:

        def update(documents: int, events: int) -> None:
            shown.set_postfix(events=events, refresh=False)
            shown.update(documents - shown.n)

        yield update


def lines(events: Any) -> bytes:
    """The rows of a table of events as lines of JSON, one record a line: of a table with offsets in bytes, the very bytes
    that ``casus read`` writes.

    Raises:
        DocumentError: For a row that is no event (``row`` tells which).
        TypeError: Where ``events`` is no table.
    """
    from casus import _casus

    return _casus.lines(Source(events).arrow)
