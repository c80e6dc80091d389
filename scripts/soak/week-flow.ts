import type { RecordedMachine } from "./recorded-weeks.ts";

/** Whole flows, from the recording of each machine to its work orders, into one embedded store. */
export const weekFlow = (machines: readonly RecordedMachine[]): object[] => [
  { id: "store", type: "twinloom-store", driver: "embedded", file: "week.db" },
  ...machines.flatMap(machineFlow),
];

const machineFlow = ({ asset, assetType, file }: RecordedMachine): object[] => {
  const tab = `${asset}-tab`;
  const common = { z: tab, assetType: `${asset}-type`, store: "store" };
  const node = (name: string, settings: object, wires: readonly string[][]): object => ({
    ...{ id: `${asset}-${name}`, type: `twinloom-${name}`, ...common, ...settings },
    wires: wires.map((port) => port.map((to) => `${asset}-${to}`)),
  });
  const replay = { protocol: "replay", replayFile: file, replaySpeed: 0, asset };
  return [
    { id: tab, type: "tab", label: asset },
    { id: `${asset}-type`, type: "twinloom-asset-type", kind: assetType },
    node("sensor-source", replay, [["feature-extractor", "twin-state"], []]),
    node("feature-extractor", { windowMinutes: 60 }, [["twin-state"], []]),
    node("twin-state", {}, [["rul-predictor", "scenario-runner"], [], ["work-order-sink"]]),
    node("rul-predictor", { everyHours: 6 }, [["work-order-sink"]]),
    node("scenario-runner", { everyHours: 24 }, [[]]),
    node("work-order-sink", {}, [[], []]),
  ];
};
