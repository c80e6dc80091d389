"""Reads the feature tables that Twinloom's TypeScript writes: a folder with .npy columns and a header in JSON."""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np


class Table(NamedTuple):
    """rows: float32 [n, features]; rul_hours: float32 [n]; feature names in the order of the columns."""

    rows: np.ndarray
    rul_hours: np.ndarray
    features: list[str]


def read_table(folder: Path) -> Table:
    header = json.loads((folder / "table.json").read_text())
    rows = np.load(folder / "rows.npy")
    rul_hours = np.load(folder / "rul-hours.npy")
    features = header["features"]
    if rows.shape != (len(rul_hours), len(features)):
        raise SystemExit(f"{folder}: rows {rows.shape} do not fit {len(rul_hours)} lives and {len(features)} features")
    if not np.isfinite(rows).all() or not (rul_hours >= 0).all():
        raise SystemExit(f"{folder}: a value is not finite, or a remaining life is negative")
    return Table(rows, rul_hours, features)
