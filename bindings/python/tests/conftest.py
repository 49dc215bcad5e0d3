"""What the tests share: one coder, a few reports, and the program beside it where it is built."""

import os
import shutil
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
