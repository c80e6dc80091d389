"""Turns a fitted booster into an ONNX graph: one TreeEnsembleRegressor, then exp(x) - 1 if it was fitted on the logarithm."""

import json

import onnx
import xgboost
from onnx import TensorProto, helper

OPSET = {"": 17, "ai.onnx.ml": 3}
IR_VERSION = 8


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
    nodes = tree_attributes(trees, targets, len(members))
    back_to_hours = [
        helper.make_node("Exp", ["logHours"], ["hoursAndOne"]),
        helper.make_node("Sub", ["hoursAndOne", "one"], ["rulHours"]),
    ]
    graph = helper.make_graph(
        [
            helper.make_node(
                "TreeEnsembleRegressor", ["features"], ["logHours" if logarithmic else "rulHours"],
                domain="ai.onnx.ml", n_targets=levels, post_transform="NONE",
                base_values=base_values, **nodes,
            ),
            *(back_to_hours if logarithmic else []),
        ],
        "remaining-useful-life",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, [None, features])],
        [helper.make_tensor_value_info("rulHours", TensorProto.FLOAT, [None, levels])],
        [helper.make_tensor("one", TensorProto.FLOAT, [1], [1.0])] if logarithmic else [],
    )
    opsets = [helper.make_opsetid(domain, version) for domain, version in OPSET.items()]
    made = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION, producer_name="twinloom")
    onnx.checker.check_model(made)
    return made


def tree_attributes(trees: list[dict], targets: list[int], members: int) -> dict[str, list]:
    """XGBoost goes left if value < threshold (BRANCH_LT); a leaf's value stands where an inner node has its threshold.

    Hit rates are a hint to runtimes and change no forecast. They carry the weight of the training rows that came by each
    node (sum of Hessians), which an explanation of the forecast needs.
    """
    names = ["treeids", "nodeids", "featureids", "values", "modes", "truenodeids", "falsenodeids", "hitrates"]
    columns: dict[str, list] = {f"nodes_{name}": [] for name in names}
    leaves: dict[str, list] = {f"target_{name}": [] for name in ["treeids", "nodeids", "ids", "weights"]}
    for tree_id, (tree, target) in enumerate(zip(trees, targets)):
        for node_id, left in enumerate(tree["left_children"]):
            leaf = left == -1
            value = float(tree["split_conditions"][node_id])
            row = [
                tree_id, node_id, 0 if leaf else tree["split_indices"][node_id], 0.0 if leaf else value,
                "LEAF" if leaf else "BRANCH_LT", 0 if leaf else left, 0 if leaf else tree["right_children"][node_id],
                float(tree["sum_hessian"][node_id]),
            ]
            for column, cell in zip(columns.values(), row):
                column.append(cell)
            if leaf:
                for column, cell in zip(leaves.values(), [tree_id, node_id, target, value / members]):
                    column.append(cell)
    return columns | leaves
