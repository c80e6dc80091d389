"""Fits and exports one model: train.py TABLE OUT.onnx --levels 0.05,0.5,0.95 --seed 1

Writes OUT.onnx, and beside it the forecasts that XGBoost itself makes of the table's first rows (hours, .npy), so that
whoever runs the exported model can hold it against them. Prints one line of JSON about the fit.
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
    forecast = np.expm1(booster.predict(xgboost.DMatrix(table.rows[:CHECK_ROWS]))).astype(np.float32)
    np.save(asked.out.with_suffix(".expected.npy"), np.ascontiguousarray(forecast))
    print(
        json.dumps(
            {
                "algorithm": f"xgboost {xgboost.__version__} reg:quantileerror of ln(1 + hours), "
                f"{ROUNDS} rounds, depth {DEPTH}, learning rate {LEARNING_RATE}",
                "opset": {domain or "ai.onnx": version for domain, version in OPSET.items()},
            }
        )
    )


if __name__ == "__main__":
    main()
