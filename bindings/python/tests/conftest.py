"""What the tests share: one coder, a few reports, and the program beside it where it is built."""

import os
import shutil
import sys
from pathlib import Path

import casus
import pytest

ROOT = Path(__file__).resolve().parents[3]
REPORTS = ROOT / "examples" / "reports"

ACCUSED = "Minsk accused Vilnius of closing the border."
VISITED = "Putin visited North Korea on Wednesday, Yonhap reported."


@pytest.fixture(scope="session")
def coder():
    return casus.Coder()


@pytest.fixture(scope="session")
def documents():
    """The reports of examples/reports as a pyarrow.Table."""
    return casus.documents(REPORTS)


@pytest.fixture(scope="session")
def program():
    """The command `casus`, named by the environment or found in the path."""
    found = os.environ.get("CASUS") or shutil.which("casus")
    if not found:
        pytest.skip("the command is not built; name it by CASUS=...")
    return found


@pytest.fixture(scope="session")
def session(tmp_path_factory):
    """Spark with two workers on this machine."""
    pytest.importorskip("pyspark")
    from pyspark.sql import SparkSession

    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ.setdefault("SPARK_LOCAL_HOSTNAME", "localhost")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    home = tmp_path_factory.mktemp("spark")
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("casus")
        .config("spark.ui.enabled", "false")
        .config("spark.local.dir", str(home))
        .config("spark.sql.warehouse.dir", str(home / "warehouse"))
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.task.maxFailures", "8")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "7")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()
