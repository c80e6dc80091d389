"""Reads the feature tables that Twinloom's TypeScript writes: one .npz file, a column for each feature."""

from pathlib import Path
from typing import NamedTuple

import numpy as np


class Table(NamedTuple):
    """rows: float32 [n, features]; rul: float32 [n], in hours or cycles; feature names in the order of the columns."""

    rows: np.ndarray
    rul: np.ndarray
    features: list[str]


def read_table(file: Path) -> Table:
    with np.load(file, allow_pickle=False) as arrays:
        rows, rul, names = arrays["features"], arrays["rul"], arrays["names"].tolist()
    if rows.shape != (len(rul), len(names)):
        raise SystemExit(f"{file}: rows {rows.shape} do not fit {len(rul)} remaining lives and {len(names)} features")
    if not np.isfinite(rows).all() or not (rul >= 0).all():
        raise SystemExit(f"{file}: a value is not finite, or a remaining life is negative")
    return Table(rows, rul, names)
