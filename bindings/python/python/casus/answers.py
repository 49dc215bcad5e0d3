"""Answers of a ledger: lines for people, with the claims they rest on and the same as typed records."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

from casus import tables

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["Answer", "Row"]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of an answer. ``row["hedge"]`` is a cell of it."""

    id: str
    """Its name, by which :meth:`Ledger.why` shows what it rests on; empty in answers to SQL."""
    cells: Mapping[str, Any]
    """By the names of the columns. Text; in answers to SQL as typed as in the ledger."""
    claims: tuple[str, ...]
    """The ids of the claims on which it rests."""
    record: Any
    """The same as a typed record, as JSON tells it."""

    def __getitem__(self, column: str) -> Any:
        return self.cells[column]


class Answer:
    """The lines that answer a question. A sequence of :class:`Row`.

    Attributes:
        title: What was asked, in words.
        notes: What else is to be said of the whole.
        columns: The names of the columns.
        rows: The lines.
    """

    def __init__(
        self, title: str, notes: tuple[str, ...], columns: tuple[str, ...], rows: tuple[Row, ...]
    ) -> None:
        self.title = title
        self.notes = notes
        self.columns = columns
        self.rows = rows

    @classmethod
    def _of(cls, parts: Mapping[str, Any], typed: bool = False) -> Answer:
        columns = tuple(name if typed else name.replace(" ", "_") for name in parts["columns"])
        records = json.loads(parts["json"])
        lines = zip(parts["ids"], parts["cells"], parts["claims"], records)
        rows = tuple(
            Row(id, record if typed else dict(zip(columns, cells)), tuple(claims), record)
            for id, cells, claims, record in lines
        )
        return cls(parts["title"], tuple(parts["notes"]), columns, rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, at: int | slice) -> Row | tuple[Row, ...]:
        return self.rows[at]

    def to_dict(self) -> dict[str, list[Any]]:
        """The columns as lists: those of :attr:`columns`, and of a question other than SQL ``id`` first and ``claims``
        last."""
        cells = {name: [row.cells[name] for row in self.rows] for name in self.columns}
        if not self._has_ids:
            return cells
        claims = [list(row.claims) for row in self.rows]
        return {"id": [row.id for row in self.rows], **cells, "claims": claims}

    @property
    def _has_ids(self) -> bool:
        return bool(self.title)

    def to_arrow(self) -> pyarrow.Table:
        """A pyarrow.Table with the columns of :meth:`to_dict`."""
        arrow = tables.pyarrow_for("a table")
        columns = self.to_dict()
        schema = None
        if self._has_ids:
            text = [(name, arrow.string()) for name in columns if name != "claims"]
            schema = arrow.schema([*text, ("claims", arrow.list_(arrow.string()))])
        table: pyarrow.Table = arrow.table(columns, schema=schema)
        return table

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas.DataFrame with the columns of :meth:`to_dict`."""
        import pandas

        return pandas.DataFrame(self.to_dict())

    def to_polars(self) -> polars.DataFrame:
        """A polars.DataFrame with the columns of :meth:`to_dict`."""
        import polars

        return polars.DataFrame(self.to_dict())

    def __repr__(self) -> str:
        return f"<casus.Answer {self.title!r} of {len(self)} rows: {', '.join(self.columns)}>"

    def __str__(self) -> str:
        lines = [self.title, *self.notes]
        for row in self.rows:
            cells = (str(row.cells[name]) for name in self.columns)
            lines.append("  ".join(cell for cell in cells if cell))
        return "\n".join(line for line in lines if line)

    def _repr_html_(self) -> str:
        def line(cells: Iterator[Any], tag: str) -> str:
            inner = "".join(f"<{tag}>{html.escape(str(cell))}</{tag}>" for cell in cells)
            return f"<tr>{inner}</tr>"

        body = "".join(line((row.cells[name] for name in self.columns), "td") for row in self.rows)
        notes = "".join(f"<p>{html.escape(note)}</p>" for note in self.notes)
        head = line(iter(self.columns), "th")
        return f"{notes}<table><caption>{html.escape(self.title)}</caption>{head}{body}</table>"
