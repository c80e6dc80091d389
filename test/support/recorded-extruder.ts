import assert from "node:assert/strict";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";

export const EXTRUDER_START_MS = Date.UTC(2026, 4, 1);
export const EXTRUDER_MINUTES = 36 * 60;
/** Nothing is recorded in these minutes. */
export const EXTRUDER_GAP = [600, 700] as const;

/** An extruder whose barrel gets too hot in the end. */
const CHANNELS: Readonly<Record<string, (share: number) => number>> = {
  screwSpeed: () => 90,
  throughput: () => 240,
  barrelTemperature: (share) => 200 + 60 * share ** 4,
  coolingFlow: (share) => 12 - 5 * share ** 2,
};

/** A store with 36 hours of extruder-1, a reading of four channels a minute. */
export const recordExtruder = async (file: string): Promise<void> => {
  const live = openEmbeddedStore({ file, report: (error) => assert.fail(error) });
  for (let minute = 0; minute < EXTRUDER_MINUTES; minute++) {
    if (minute >= EXTRUDER_GAP[0] && minute < EXTRUDER_GAP[1]) continue;
    const flicker = ((minute * 7919) % 201) / 1e5;
    const timeMs = EXTRUDER_START_MS + minute * 60_000;
    await live.write(
      Object.entries(CHANNELS).map(([channel, course]) => ({
        ...{ measurement: "telemetry", tags: { asset: "extruder-1", channel }, timeMs },
        fields: { value: course(minute / EXTRUDER_MINUTES) * (1 + flicker), quality: 0 },
      })),
    );
  }
  await live.close();
};

const PLACES = ["source", "features", "twin", "forecasts", "orders"];

const node = (id: string, type: string, wires: string[][], settings: object) => ({
  ...{
    id,
    type: `twinloom-${type}`,
    z: "tab",
    name: id,
    x: PLACES.indexOf(id) * 200 + 100,
    y: 100,
    wires,
    configVersion: 1,
  },
  ...settings,
});

/** Its flow, with or without forecasts, on the store `live.db` of the home folder. */
export const extruderFlow = ({ forecasts, raiseAt = "WARNING" }: { forecasts: boolean; raiseAt?: string }) => [
  { id: "tab", type: "tab", label: "extruder" },
  { id: "store", type: "twinloom-store", name: "", driver: "embedded", file: "live.db", configVersion: 1 },
  {
    id: "type",
    type: "twinloom-asset-type",
    name: "",
    kind: "extruder-cooling",
    definition: "",
    place: "",
    configVersion: 1,
  },
  node("source", "sensor-source", [["features"], []], { assetType: "type", asset: "extruder-1", protocol: "wire" }),
  node("features", "feature-extractor", [["twin"], []], { assetType: "type" }),
  node("twin", "twin-state", [forecasts ? ["forecasts"] : [], [], ["orders"]], { assetType: "type", store: "store" }),
  ...(forecasts
    ? [node("forecasts", "rul-predictor", [["orders"]], { assetType: "type", store: "store", minimumHours: 12 })]
    : []),
  node("orders", "work-order-sink", [[], [], ["twin"]], { assetType: "type", store: "store", raiseAt }),
];
