"""Fits and exports one model: train.py TABLE OUT.onnx --levels 0.05,0.5,0.95 --seed 1

Writes OUT.onnx, and beside it what XGBoost itself makes of the table's first rows, so that whoever runs the exported
model can hold it against that: OUT.expected.npy, the forecasts (hours); OUT.contributions.npy, what each feature
contributes to each level and, last, the base (tree SHAP, in ln(1 + hours)). Prints one line of JSON about the fit.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import xgboost

from fit import DEPTH, LEARNING_RATE, ROUNDS, fit_quantiles
from tables import read_table
from to_onnx import OPSET, to_onnx

CHECK_ROWS = 512


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--levels", required=True)
    parser.add_argument("--seed", type=int, required=True)
    asked = parser.parse_args()
    levels = [float(level) for level in asked.levels.split(",")]
    table = read_table(asked.table)

    booster = fit_quantiles(table.rows, table.rul_hours, levels, asked.seed)
    onnx.save(to_onnx(booster, len(table.features), levels), asked.out)
    first = xgboost.DMatrix(table.rows[:CHECK_ROWS])
    save(asked.out.with_suffix(".expected.npy"), np.expm1(booster.predict(first)))
    save(asked.out.with_suffix(".contributions.npy"), booster.predict(first, pred_contribs=True))
    print(
        json.dumps(
            {
                "algorithm": f"xgboost {xgboost.__version__} reg:quantileerror of ln(1 + hours), "
                f"{ROUNDS} rounds, depth {DEPTH}, learning rate {LEARNING_RATE}",
                "opset": {domain or "ai.onnx": version for domain, version in OPSET.items()},
            }
        )
    )


def save(file: Path, numbers: np.ndarray) -> None:
    np.save(file, np.ascontiguousarray(numbers, dtype=np.float32))


if __name__ == "__main__":
    main()
