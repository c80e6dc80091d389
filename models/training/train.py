"""Fits and exports one model: train.py TABLE.npz OUT.onnx --settings '{"levels": [0.05, 0.5, 0.95], "seed": 1, ...}'

Writes OUT.onnx, and beside it what XGBoost itself makes of the table's first rows, so that whoever runs the exported
model can hold it against that: OUT.expected.npy, the forecasts (hours); OUT.contributions.npy, what each feature
contributes to each level and, last, the base (tree SHAP, on the scale that was fitted). Prints one line of JSON about the fit.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import xgboost

from fit import contributions, fit, forecasts
from tables import read_table
from to_onnx import OPSET, to_onnx

CHECK_ROWS = 512


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--settings", type=json.loads, required=True)
    asked = parser.parse_args()
    settings = asked.settings
    table = read_table(asked.table)

    members = fit(table, settings)
    onnx.save(to_onnx(members, len(table.features), len(settings["levels"]), settings["scale"] == "log"), asked.out)
    first = table.rows[:CHECK_ROWS]
    save(asked.out.with_suffix(".expected.npy"), forecasts(members, first, settings))
    save(asked.out.with_suffix(".contributions.npy"), contributions(members, first))
    how = "reg:quantileerror" if settings["objective"] == "quantiles" else "reg:squarederror"
    what = "ln(1 + remaining life)" if settings["scale"] == "log" else "remaining life"
    capped = "" if settings["cap"] is None else f" held at {settings['cap']:g}"
    several = "" if len(members) == 1 else f"mean of {len(members)} members, "
    print(
        json.dumps(
            {
                "algorithm": f"xgboost {xgboost.__version__} {how} of {what}{capped}, "
                f"{several}{settings['rounds']} rounds, depth {settings['depth']}, learning rate {settings['learningRate']}",
                "opset": {domain or "ai.onnx": version for domain, version in OPSET.items()},
            }
        )
    )


def save(file: Path, numbers: np.ndarray) -> None:
    np.save(file, np.ascontiguousarray(numbers, dtype=np.float32))


if __name__ == "__main__":
    main()
