"""Casus reads news reports and writes who did what to whom, when, where, and on whose word.

    import casus

    coder = casus.Coder()
    events = coder.read("Minsk accused Vilnius of closing the border.", date="2024-06-19")
    table = coder.read_table(documents)            # pyarrow, pandas, polars in; the same kind out
    with casus.Ledger("relations.casus") as ledger:
        ledger.add(documents)
        print(ledger.obliged(attacked="PRK", by="KOR", on="2024-07-01").to_pandas())

On a cluster: ``casus.spark.read(df)``. Everything is offline; the same text gives the same events.
"""

from __future__ import annotations

from casus import _casus
from casus.answers import Answer, Row
from casus.coder import Coder, documents
from casus.errors import (
    CasusError,
    CasusWarning,
    DocumentError,
    Fault,
    KnowledgeError,
    LedgerError,
    QuestionError,
)
from casus.events import (
    Actor,
    Attribution,
    Event,
    Goods,
    Place,
    Quantity,
    TextInfo,
    Trial,
    Why,
    Words,
)
from casus.ledger import Added, Ledger
from casus.tables import lines

__version__: str = _casus.__version__

__all__ = [
    "Actor",
    "Added",
    "Answer",
    "Attribution",
    "CasusError",
    "CasusWarning",
    "Coder",
    "DocumentError",
    "Event",
    "Fault",
    "Goods",
    "KnowledgeError",
    "Ledger",
    "LedgerError",
    "Place",
    "Quantity",
    "QuestionError",
    "Row",
    "TextInfo",
    "Trial",
    "Why",
    "Words",
    "documents",
    "lines",
]
