import type { AssetType } from "../../models/twin/asset-type.ts";

const scalar = (unit: string, plausible?: { min: number; max: number }) => ({
  label: unit,
  unit,
  kind: "scalar" as const,
  ...(plausible ? { plausible } : {}),
});

/** A small asset type for the tests of sources. */
export const spindleType: AssetType = {
  schema: "twinloom/asset-type@1",
  id: "test-spindle",
  label: "spindle",
  channels: {
    speed: scalar("1/min"),
    torque: scalar("N.m", { min: -1000, max: 1000 }),
    motorPower: scalar("kW"),
    bearingTemperature: scalar("Cel"),
    vibration: { label: "vibration", unit: "m/s2", kind: "waveform" },
  },
  parameters: {},
  components: [],
  failureModes: [],
};
