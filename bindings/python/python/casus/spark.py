"""Casus on Spark: a data frame of documents to a data frame of events.

    from casus import spark

    events = spark.read(session.read.parquet("reports/"))
    events.write.parquet("events/")

Casus must be installed where the workers run. Each Python worker loads the network and the knowledge once; a task uses one
core.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from casus.coder import Coder, Day, Folder, day, strict_of
from casus.errors import DocumentError

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

__all__ = ["read", "schema"]


def schema() -> StructType:
    """The schema of data frames of events."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(Coder.schema("bytes"))


def read(
    documents: DataFrame,
    *,
    knowledge: Folder | Iterable[Folder] = (),
    columns: Mapping[str, str] | None = None,
    date: Day = None,
    errors: str = "raise",
) -> DataFrame:
    """Finds the events in a data frame of documents.

    Args:
        documents: A data frame with the columns ``id`` (text or whole numbers) and ``text``, and where they are there
            ``date``, ``title``, ``publisher``, ``url``, ``language``; others are kept in ``document_fields``.
        knowledge: Folders of one's own knowledge files, as the driver sees them; what they hold is sent to the workers.
        columns: The columns that hold these fields, where they have other names.
        date: The day of documents that have none.
        errors: ``raise`` lets the job fail at a row that is no document; ``warn`` passes over it.

    Returns:
        A data frame with a row for each event and the fields of the Parquet that ``casus read`` writes, offsets in bytes of
        UTF-8. The rows are the same however the documents are partitioned.

    Raises:
        DocumentError: For a missing column. What is wrong with a row is known when the job runs.
        KnowledgeError: For faults in the knowledge.
    """
    names = dict(columns or {})
    strict_of(errors)
    for field in ("id", "text"):
        name = names.get(field, field)
        if name not in documents.columns:
            among = ", ".join(documents.columns)
            hint = f'name the one that holds it by columns={{"{field}": ...}}'
            if field == "id":
                # Rows have no numbers of their own here: their order is that of the partitions.
                hint += "; documents without names can be given one, such as a hash of their address"
            raise DocumentError(f"there is no column `{name}` among {among}", hint=hint)
    task = _Task(Coder(knowledge, threads=1), names, day(date), errors)
    return documents.mapInArrow(task, schema())


class _Task:
    """What a worker does with the batches of a partition."""

    def __init__(
        self, coder: Coder, columns: Mapping[str, str], date: str | None, errors: str
    ) -> None:
        self.coder = coder
        self.options: dict[str, Any] = {"columns": columns, "date": date, "errors": errors}

    def __call__(self, batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        return self.coder.read_batches(batches, offsets="bytes", **self.options)
