"""Turns a fitted booster into an ONNX graph: one TreeEnsemble, then exp(x) - 1 if it was fitted on the logarithm.

TreeEnsemble (ai.onnx.ml 5) keeps its trees in tensors: onnxruntime holds a third of the memory of a TreeEnsembleRegressor's lists.
"""

import json

import numpy as np
import onnx
import xgboost
from onnx import TensorProto, helper

OPSET = {"": 17, "ai.onnx.ml": 5}
IR_VERSION = 10
BRANCH_LT = 1
SUM = 1
NO_TRANSFORM = 0


def to_onnx(members: list[xgboost.Booster], features: int, levels: int, logarithmic: bool) -> onnx.ModelProto:
    """Input `features` float32 [n, features]; output `rulHours` float32 [n, levels] (a cycle stands for an hour).

    The mean of the members is one ensemble of all their trees, each leaf divided by their number.
    """
    trees: list[dict] = []
    targets: list[int] = []
    base_values = [0.0] * levels
    for member in members:
        learner = json.loads(bytes(member.save_raw("json")))["learner"]
        model = learner["gradient_booster"]["model"]
        trees += model["trees"]
        targets += model["tree_info"]
        base = json.loads(learner["learner_model_param"]["base_score"])
        for level in range(levels):
            base_values[level] += float(base[level % len(base)] if isinstance(base, list) else base) / len(members)
    attributes, leaf_covers = tree_attributes(trees, targets, len(members))
    back_to_hours = [
        helper.make_node("Exp", ["logHours"], ["hoursAndOne"]),
        helper.make_node("Sub", ["hoursAndOne", "one"], ["rulHours"]),
    ]
    graph = helper.make_graph(
        [
            helper.make_node(
                "TreeEnsemble", ["features"], ["trees"], domain="ai.onnx.ml", n_targets=levels,
                aggregate_function=SUM, post_transform=NO_TRANSFORM, **attributes,
            ),
            helper.make_node("Add", ["trees", "base"], ["logHours" if logarithmic else "rulHours"]),
            *(back_to_hours if logarithmic else []),
        ],
        "remaining-useful-life",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, [None, features])],
        [helper.make_tensor_value_info("rulHours", TensorProto.FLOAT, [None, levels])],
        [floats("base", base_values), floats("trees_leaf_hitrates", leaf_covers)]
        + ([floats("one", [1.0])] if logarithmic else []),
    )
    opsets = [helper.make_opsetid(domain, version) for domain, version in OPSET.items()]
    made = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION, producer_name="twinloom")
    onnx.checker.check_model(made)
    return made


def floats(name: str, values: list[float]) -> onnx.TensorProto:
    return helper.make_tensor(name, TensorProto.FLOAT, [len(values)], np.asarray(values, np.float32).tobytes(), raw=True)


def tree_attributes(trees: list[dict], targets: list[int], members: int) -> tuple[dict, list[float]]:
    """The attributes of a TreeEnsemble, and the covers of its leaves.

    XGBoost goes left if value < threshold (BRANCH_LT); a leaf's value stands where an inner node has its threshold. Hit rates
    are a hint to runtimes and change no forecast. They carry the weight of the training rows that came by each node (sum of
    Hessians), which an explanation of the forecast needs, as it needs that of the leaves, for which the operator has no place.
    """
    roots: list[int] = []
    inner: dict[str, list] = {name: [] for name in ["features", "splits", "covers", "whenTrue", "whenFalse", "trueIsLeaf", "falseIsLeaf"]}
    leaves: dict[str, list] = {name: [] for name in ["targets", "weights", "covers"]}

    def add(rows: dict[str, list], *cells: float) -> None:
        for column, cell in zip(rows.values(), cells, strict=True):
            column.append(cell)

    for tree, target in zip(trees, targets, strict=True):
        left, right, splits, covers = (
            tree[name] for name in ["left_children", "right_children", "split_conditions", "sum_hessian"]
        )
        roots.append(len(inner["features"]))
        is_leaf = [int(child == -1) for child in left]
        # of each node among the leaves or the inner nodes of all trees
        place = [
            len(leaves["targets"]) + sum(is_leaf[:node]) if leaf else roots[-1] + node - sum(is_leaf[:node])
            for node, leaf in enumerate(is_leaf)
        ]
        for node, leaf in enumerate(is_leaf):
            if leaf:
                add(leaves, target, float(splits[node]) / members, float(covers[node]))
                continue
            children = [left[node], right[node]]
            add(
                inner, tree["split_indices"][node], float(splits[node]), float(covers[node]),
                *[place[child] for child in children], *[is_leaf[child] for child in children],
            )
        if is_leaf[0]:
            # a tree has to have an inner node, which may lead to the one leaf on both sides
            add(inner, 0, 0.0, float(covers[0]), place[0], place[0], 1, 1)
    modes = helper.make_tensor(
        "modes", TensorProto.UINT8, [len(inner["features"])], bytes([BRANCH_LT] * len(inner["features"])), raw=True
    )
    attributes = {
        "tree_roots": roots,
        "nodes_featureids": inner["features"], "nodes_splits": floats("splits", inner["splits"]), "nodes_modes": modes,
        "nodes_hitrates": floats("hitrates", inner["covers"]),
        "nodes_truenodeids": inner["whenTrue"], "nodes_falsenodeids": inner["whenFalse"],
        "nodes_trueleafs": inner["trueIsLeaf"], "nodes_falseleafs": inner["falseIsLeaf"],
        "leaf_targetids": leaves["targets"], "leaf_weights": floats("weights", leaves["weights"]),
    }
    return attributes, leaves["covers"]
