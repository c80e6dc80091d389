"""Fits quantiles of the remaining life by gradient-boosted trees (XGBoost's quantile objective)."""

from typing import TypedDict

import numpy as np
import xgboost


class Settings(TypedDict):
    """levels: of the quantiles; scale: "log" fits ln(1 + rul), "linear" rul itself; cap: largest label, or null."""

    levels: list[float]
    seed: int
    scale: str
    cap: float | None
    rounds: int
    depth: int
    learningRate: float
    minChildWeight: float
    subsample: float
    colsample: float
    ridge: float
    bins: int


def labels(rul: np.ndarray, settings: Settings) -> np.ndarray:
    """What is fitted. On the logarithmic scale an error of a tenth weighs the same near the end as far from it."""
    capped = rul if settings["cap"] is None else np.minimum(rul, settings["cap"])
    return np.log1p(capped) if settings["scale"] == "log" else capped


def forecasts(booster: xgboost.Booster, rows: np.ndarray, settings: Settings) -> np.ndarray:
    """Remaining life at each level, [n, levels]."""
    fitted = booster.predict(xgboost.DMatrix(rows))
    return np.expm1(fitted) if settings["scale"] == "log" else fitted


def fit_quantiles(rows: np.ndarray, rul: np.ndarray, settings: Settings) -> xgboost.Booster:
    data = xgboost.QuantileDMatrix(rows, label=labels(rul, settings), max_bin=settings["bins"])
    parameters = {
        "objective": "reg:quantileerror",
        "quantile_alpha": settings["levels"],
        "tree_method": "hist",
        "max_depth": settings["depth"],
        "max_bin": settings["bins"],
        "learning_rate": settings["learningRate"],
        "min_child_weight": settings["minChildWeight"],
        "subsample": settings["subsample"],
        "colsample_bytree": settings["colsample"],
        "lambda": settings["ridge"],
        "seed": settings["seed"],
        "nthread": 1,
    }
    return xgboost.train(parameters, data, num_boost_round=settings["rounds"])
