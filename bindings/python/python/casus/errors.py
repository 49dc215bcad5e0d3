"""What can go wrong, and what to do about it.

Every exception of Casus is a :class:`CasusError`. It carries the file and line at fault and a hint of what would mend it,
each of them ``None`` where it is not known.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "CasusError",
    "CasusWarning",
    "DocumentError",
    "Fault",
    "KnowledgeError",
    "LedgerError",
    "QuestionError",
]


class CasusWarning(UserWarning):
    """Something was passed over: documents in other languages, rows or fields that could not be read."""


class CasusError(Exception):
    """The base of all exceptions of Casus.

    Attributes:
        message: What is wrong, in words.
        file: The file at fault, or None.
        line: Its line, from 1, or None.
        hint: What would mend it, or None.
    """

    def __init__(
        self,
        message: str,
        file: str | None = None,
        line: int | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message, file, line, hint)
        self.message = message
        self.file = file
        self.line = line
        self.hint = hint

    def __str__(self) -> str:
        return self.message if self.hint is None else f"{self.message}\nhint: {self.hint}"


class DocumentError(CasusError, ValueError):
    """A document or a table of documents that cannot be coded.

    Attributes:
        row: The row of the table, from 0; None where it is the whole table, or no table.
    """

    def __init__(
        self,
        message: str,
        file: str | None = None,
        line: int | None = None,
        hint: str | None = None,
        row: int | None = None,
    ) -> None:
        super().__init__(message, file, line, hint)
        self.args = (message, file, line, hint, row)
        self.row = row


@dataclass(frozen=True)
class Fault:
    """A fault in a knowledge file."""

    severity: str
    """``error`` (the entry is left out) or ``warning`` (it is used)."""
    code: str
    """A stable name of the kind of fault, such as ``unknown-class``."""
    message: str
    hint: str | None
    file: str
    line: int
    column: int
    """In characters, from 1."""
    shown: str
    """The fault with its line and a mark under the words, for people."""

    def __str__(self) -> str:
        return self.shown


class KnowledgeError(CasusError, ValueError):
    """Knowledge files with faults. ``file``, ``line`` and ``hint`` are those of the first.

    Attributes:
        faults: All of them, in the order of the files.
    """

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        first = faults[0]
        super().__init__(
            "\n\n".join(fault.shown for fault in faults), first.file, first.line, first.hint
        )
        self.args = (faults,)
        self.faults = faults

    def __str__(self) -> str:
        return self.message


class LedgerError(CasusError):
    """A ledger that cannot be opened, read or written, or that is closed."""


class QuestionError(LedgerError, ValueError):
    """A question that cannot be answered: a name that nobody has, or SQL that is none."""
