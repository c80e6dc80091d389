/**
 * The runtime of the models, loaded with the first of them: a flow without one does not pay for it. From 1.29 on it tells its
 * maker what it runs, and keeps a number of the machine and a queue on disk for it, unless it is told not to before it is
 * loaded (`ORT_DISABLE_TELEMETRY`, onnxruntime's docs/Privacy.md). A plant's box talks to nobody whom its flow does not name.
 */
export const loadOnnxruntime = (): Promise<typeof import("onnxruntime-node")> => {
  process.env["ORT_DISABLE_TELEMETRY"] = "1";
  return import("onnxruntime-node");
};
