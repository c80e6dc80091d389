import { ASSET_TYPE } from "./fleet.ts";
import { flowNode as node } from "./flow-node.ts";

/**
 * The flow under measurement: the nodes as the palette makes them, but forecasts from the first hour on, so that the
 * predictor does its whole work in a run that is hours of data long.
 */
export const throughputFlow = (): object[] => [
  { id: "tab", type: "tab", label: "throughput" },
  { id: "type", type: "twinloom-asset-type", kind: ASSET_TYPE, definition: "", place: "" },
  node("in", "link in", [["source"]], { links: [] }),
  node("source", "twinloom-sensor-source", [["features"], ["refused"]], { assetType: "type", protocol: "wire" }),
  node("features", "twinloom-feature-extractor", [["twin", "counter"], []], { assetType: "type" }),
  node("twin", "twinloom-twin-state", [["forecasts"], [], []], { assetType: "type" }),
  node("forecasts", "twinloom-rul-predictor", [["sink"]], { assetType: "type", minimumHours: 1 }),
  ...["sink", "counter", "refused"].map((id) => node(id, "debug", [], { active: false })),
  node("catch", "catch", [["errors"]], { scope: null }),
  node("errors", "debug", [], { active: false }),
];
