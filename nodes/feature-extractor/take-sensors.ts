import type { Telemetry } from "../../models/telemetry/telemetry.ts";
import type { AssetWindows } from "./asset-windows.ts";

/** Remembers what a message says of the sensors that are in it; of one that it says nothing of, nothing is to say any more. */
export const takeSensors = (sensors: AssetWindows["sensors"], { series, doubts }: Telemetry): void => {
  for (const name in series) {
    const found = doubts?.[name];
    const calibration = series[name]?.calibration;
    if (!found && !calibration) sensors.delete(name);
    else sensors.set(name, { ...(found ? { doubts: found } : {}), ...(calibration ? { calibration } : {}) });
  }
};
