import { TwinError } from "../errors/twin-error.ts";
import type { LatestSample } from "../telemetry/features.ts";
import { QUALITY } from "../telemetry/quality.ts";
import type { AssetType } from "./asset-type.ts";
import { twinErrors } from "./errors.ts";
import type { TwinMemory } from "./twin-memory.ts";

/** Told of every value that can't be used; the others go on. */
export type Complain = (error: TwinError) => void;

/**
 * Keeps a sample as its channel's newest, unless it is older than the one known, is no number, or its channel or unit are not
 * those of the asset type (TWIN-TWIN-002, -003).
 *
 * @param memory changed in place
 * @returns whether the sample is new and good enough for the channel's limits
 */
export const takeSample = (
  memory: TwinMemory,
  name: string,
  sample: LatestSample,
  type: AssetType,
  complain: Complain,
): boolean => {
  const channel = type.channels[name];
  const { asset } = memory;
  if (!channel) {
    complain(new TwinError(twinErrors.unknownChannel, { asset, channel: name, type: type.id }));
    return false;
  }
  if (sample.unit !== channel.unit) {
    const details = { asset, channel: name, found: sample.unit, type: type.id, expected: channel.unit };
    complain(new TwinError(twinErrors.unitMismatch, details));
    return false;
  }
  if (!Number.isFinite(sample.value) || !Number.isFinite(sample.time)) return false;
  const known = memory.channels[name];
  if (known) {
    if (known.time > sample.time) return false;
    if (known.time < sample.time) memory.everyMs[name] = sample.time - known.time;
  }
  memory.channels[name] = sample.quality in QUALITY ? sample : { ...sample, quality: "bad" };
  return isFitForLimits(sample);
};

/**
 * A sensor that may have drifted still keeps its limits: a real fault that looks like drift must not go without its alarm. What is
 * bad, stuck or of unknown quality raises none.
 */
const isFitForLimits = ({ quality, doubts }: LatestSample): boolean =>
  quality === "good" ||
  (quality === "uncertain" && doubts !== undefined && doubts.every(({ kind }) => LIMITED.has(kind)));

const LIMITED: ReadonlySet<string> = new Set(["drift", "skew", "calibration"]);
