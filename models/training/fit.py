"""Fits the remaining life by gradient-boosted trees: its quantiles, or its mean by several members that are averaged."""

from typing import TypedDict

import numpy as np
import xgboost

from tables import Table


class Settings(TypedDict):
    """objective: "quantiles" at `levels`, or "mean"; scale: "log" fits ln(1 + rul), "linear" rul; cap: largest label or null;
    largestError: see `believable`, or null."""

    objective: str
    levels: list[float]
    members: int
    seed: int
    scale: str
    cap: float | None
    largestError: float | None
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


GROUPS = 5


def believable(table: Table, settings: Settings) -> np.ndarray:
    """Rows to fit, [n] of bool: those that a model of other lives forecasts within `largestError` of their label.

    A life that wears and is as new again under the same number teaches that wear is no sign of an end. Lives are put in
    groups by turns; each group is forecast by one member fitted to the others.
    """
    if settings["largestError"] is None:
        return np.ones(len(table.rul), dtype=bool)
    wanted = labels(table.rul, settings | {"scale": "linear"})
    groups = np.unique(table.lives, return_inverse=True)[1] % GROUPS
    errors = np.zeros(len(table.rul))
    for group in np.unique(groups):
        own = groups == group
        members = grow(table, settings | {"members": 1}, ~own)
        errors[own] = np.abs(forecasts(members, table.rows[own], settings)[:, 0] - wanted[own])
    return errors <= settings["largestError"]


def fit(table: Table, settings: Settings) -> list[xgboost.Booster]:
    """The members: each sees other random parts of the rows and of the columns."""
    return grow(table, settings, believable(table, settings))


def grow(table: Table, settings: Settings, of: np.ndarray) -> list[xgboost.Booster]:
    """The members, fitted to the rows `of` (bool [n])."""
    label = labels(table.rul[of], settings)
    data = xgboost.QuantileDMatrix(table.rows[of], label=label, weight=table.weights[of], max_bin=settings["bins"])
    quantiles = settings["objective"] == "quantiles"
    parameters = {
        "objective": "reg:quantileerror" if quantiles else "reg:squarederror",
        "tree_method": "hist",
        "max_depth": settings["depth"],
        "max_bin": settings["bins"],
        "learning_rate": settings["learningRate"],
        "min_child_weight": settings["minChildWeight"],
        "subsample": settings["subsample"],
        "colsample_bytree": settings["colsample"],
        "lambda": settings["ridge"],
        "nthread": 1,
    } | ({"quantile_alpha": settings["levels"]} if quantiles else {})
    return [
        xgboost.train(parameters | {"seed": settings["seed"] + member}, data, num_boost_round=settings["rounds"])
        for member in range(settings["members"])
    ]


def forecasts(members: list[xgboost.Booster], rows: np.ndarray, settings: Settings) -> np.ndarray:
    """Remaining life at each level, [n, levels]."""
    data = xgboost.DMatrix(rows)
    fitted = np.mean([member.predict(data).reshape(len(rows), -1) for member in members], axis=0)
    return np.expm1(fitted) if settings["scale"] == "log" else fitted


def contributions(members: list[xgboost.Booster], rows: np.ndarray) -> np.ndarray:
    """Tree SHAP on the scale that was fitted, [n, levels, features and the base]."""
    data = xgboost.DMatrix(rows)
    each = [member.predict(data, pred_contribs=True) for member in members]
    return np.mean([one.reshape(len(rows), -1, one.shape[-1]) for one in each], axis=0)
