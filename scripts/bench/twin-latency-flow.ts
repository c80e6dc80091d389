import { ASSET_TYPE } from "./fleet.ts";
import { flowNode } from "./flow-node.ts";

export interface LatencyVariant {
  readonly name: string;
  readonly batchMs: number;
  /** Every reading is on disk before it goes on. */
  readonly stored: boolean;
}

/** A window each second: its features reach the twin too, as often as they could. */
const WINDOW_MINUTES = 1 / 60;

/**
 * For each variant a flow of its own from the broker to the twin, which gets both the telemetry and its features and tells
 * its state at each message; `tap-NAME` sees what leaves the source, `twin-NAME-out` each state.
 */
export const twinLatencyFlow = (url: string, variants: readonly LatencyVariant[]): object[] => [
  { id: "tab", type: "tab", label: "latency" },
  { id: "type", type: "twinloom-asset-type", kind: ASSET_TYPE, definition: "", place: "" },
  { id: "store", type: "twinloom-store", driver: "embedded", file: "latency.db" },
  flowNode("refused", "debug", [], { active: false }),
  flowNode("catch", "catch", [["refused"]], { scope: null }),
  ...variants.flatMap(({ name, batchMs, stored }) => [
    flowNode(
      `source-${name}`,
      "twinloom-sensor-source",
      [[`tap-${name}`, `features-${name}`, `twin-${name}`], ["refused"]],
      {
        ...{ assetType: "type", protocol: "mqtt", mqttUrl: url, mqttQos: "qos1", mqttTopics: `${name}/#`, batchMs },
        ...(stored ? { store: "store" } : {}),
      },
    ),
    flowNode(`tap-${name}`, "debug", [], { active: false }),
    flowNode(`features-${name}`, "twinloom-feature-extractor", [[`twin-${name}`], []], {
      ...{ assetType: "type", windowMinutes: WINDOW_MINUTES, latenessSeconds: 0 },
    }),
    flowNode(`twin-${name}`, "twinloom-twin-state", [[`twin-${name}-out`], [], []], {
      ...{ assetType: "type", telemetryEveryMinutes: 0 },
    }),
    flowNode(`twin-${name}-out`, "debug", [], { active: false }),
  ]),
];
