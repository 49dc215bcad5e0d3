"""The notebook in examples/ runs from the first cell to the last, and draws what it says."""

import json

import pytest
from conftest import ROOT


def test_the_notebook_runs(monkeypatch):
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    monkeypatch.chdir(ROOT / "examples")
    cells = json.loads((ROOT / "examples" / "relations.ipynb").read_text())["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert len(code) >= 6
    assert all(cell["outputs"] == [] for cell in cells if cell["cell_type"] == "code"), "kept without outputs"
    given = {}
    for number, source in enumerate(code):
        exec(compile(source, f"cell {number}", "exec"), given)
    assert len(given["months"]) >= 5 and given["months"].to_numpy().sum() > 20
    bars = given["dyad_plot"].axes[0].patches
    assert any(bar.get_height() > 0 for bar in bars)
    points = given["map_plot"].axes[0].collections[-1]
    assert len(points.get_offsets()) == len(given["places"]) > 20
    assert "CHN" in set(given["obliged"].who)
    assert len(given["exchanges"]) > 0 and len(given["proof"]) > 0
