"""Reads the feature tables that Twinloom's TypeScript writes: one .npz file, a column for each feature."""

from pathlib import Path
from typing import NamedTuple

import numpy as np


class Table(NamedTuple):
    """rows: float32 [n, features]; rul, weights: float32 [n], rul in hours or cycles; lives: int32 [n], which life a row is
    of; feature names in their order."""

    rows: np.ndarray
    rul: np.ndarray
    weights: np.ndarray
    lives: np.ndarray
    features: list[str]


def read_table(file: Path) -> Table:
    with np.load(file, allow_pickle=False) as arrays:
        rows, rul, weights = arrays["features"], arrays["rul"], arrays["weight"]
        lives, names = arrays["life"], arrays["names"].tolist()
    if rows.shape != (len(rul), len(names)):
        raise SystemExit(f"{file}: rows {rows.shape} do not fit {len(rul)} remaining lives and {len(names)} features")
    if not np.isfinite(rows).all() or not (rul >= 0).all():
        raise SystemExit(f"{file}: a value is not finite, or a remaining life is negative")
    return Table(rows, rul, weights, lives, names)
