import { defineErrors } from "../../errors/define-errors.ts";

/** Why a trained model's forecasts can't be explained. They are made all the same. */
export const explainErrors = defineErrors("EXPLAIN", {
  notProtobuf: [1, "The model is no readable ONNX file: {reason}", "Take it from its source again"],
  otherGraph: [
    2,
    "The forecast can't be traced back to trees: {reason}",
    "Export one or more TreeEnsemble or TreeEnsembleRegressor nodes that read the input, followed by element-wise operators only",
  ],
  noCovers: [
    3,
    "The trees don't say how much training data came by each node",
    "Export nodes_hitrates with the sum of Hessians of each node; beside a TreeEnsemble, that of its leaves as the constant OUTPUT_leaf_hitrates",
  ],
  otherForecast: [
    4,
    "The trees give {found} h where the model gives {expected} h",
    "Report it: the explanation and the runtime read the same file differently",
  ],
});
