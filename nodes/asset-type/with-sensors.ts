import { TwinError } from "../../models/errors/twin-error.ts";
import type { SensorSettings } from "../../models/sensors/sensor-settings.ts";
import type { AssetType, Channel } from "../../models/twin/asset-type.ts";
import { assetTypeErrors } from "./errors.ts";
import type { SensorRow } from "./schema.ts";

/**
 * The type with the sensor settings of the form's rows in place of its own.
 *
 * @throws TwinError TWIN-TYPE-004 a channel that the type does not have, or twice; -005 a range the wrong way round
 */
export const withSensors = (type: AssetType, rows: readonly SensorRow[]): AssetType => {
  if (rows.length === 0) return type;
  const channels: Record<string, Channel> = { ...type.channels };
  rows.forEach((row, at) => {
    const channel = Object.hasOwn(type.channels, row.channel) ? type.channels[row.channel] : undefined;
    const twice = rows.findIndex(({ channel: name }) => name === row.channel) < at;
    if (channel?.kind !== "scalar" || twice) {
      const reason = twice ? "stands in a row before" : channel ? "is a waveform" : `is none of ${type.id}`;
      throw new TwinError(assetTypeErrors.badSensor, { row: at + 1, channel: row.channel, reason });
    }
    if (row.plausibleMin > row.plausibleMax) {
      throw new TwinError(assetTypeErrors.badRange, { row: at + 1, min: row.plausibleMin, max: row.plausibleMax });
    }
    const plausible = { min: row.plausibleMin, max: row.plausibleMax };
    const isRange = plausible.min < plausible.max;
    channels[row.channel] = { ...channel, ...(isRange ? { plausible } : {}), sensor: settingsOf(row) };
  });
  return { ...type, channels };
};

const settingsOf = (row: SensorRow): SensorSettings => ({
  resolution: row.resolution,
  ...(row.stuckMinutes > 0 ? { stuckAfterSeconds: row.stuckMinutes * 60 } : {}),
  ...(row.spikeAbove > 0 ? { spikeAbove: row.spikeAbove } : {}),
  ...(row.driftAbove > 0 ? { driftAbove: row.driftAbove } : {}),
  ...(row.redundantGroup === "" ? {} : { redundantGroup: row.redundantGroup }),
  fromPhysics: row.fromPhysics,
});
