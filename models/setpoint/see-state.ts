import { TwinError } from "../errors/twin-error.ts";
import { unitConverter } from "../telemetry/units.ts";
import type { TwinState } from "../twin/twin-state.ts";
import type { GuardMemory } from "./guard-memory.ts";
import type { GuardRule, NeededChannel } from "./guard-rule.ts";

const MINUTE_MS = 60_000;

/** What a guard keeps of a newer state of its machine. An older one says nothing new: the memory comes back as it was. */
export const seeState = (rule: GuardRule, memory: GuardMemory, state: TwinState): GuardMemory => {
  if (!(state.time > memory.timeMs) || !Number.isFinite(state.time)) return memory;
  return {
    ...memory,
    timeMs: state.time,
    operatingState: state.operatingState,
    measured: measuredValue(rule, state),
    faults: rule.needs.flatMap((need) => faultOf(need, state) ?? []),
    lineage: state.lineage,
  };
};

/** In the rule's unit; undefined where the channel is missing, bad or of another quantity. */
const measuredValue = ({ channel, unit }: GuardRule, { channels }: TwinState): number | undefined => {
  const sample = channels[channel];
  if (!sample || sample.quality === "bad" || !Number.isFinite(sample.value)) return undefined;
  if (sample.unit === unit) return sample.value;
  try {
    const { scale, offset } = unitConverter(sample.unit, unit);
    return sample.value * scale + offset;
  } catch (thrown) {
    if (thrown instanceof TwinError) return undefined;
    throw thrown;
  }
};

const faultOf = ({ channel, maxAgeMinutes }: NeededChannel, { channels, time }: TwinState): string | undefined => {
  const sample = channels[channel];
  if (!sample) return `${channel} has never been measured`;
  if (time - sample.time > maxAgeMinutes * MINUTE_MS)
    return `${channel} is ${Math.round((time - sample.time) / MINUTE_MS)} min old`;
  if (sample.quality === "good") return undefined;
  return sample.doubts?.find((doubt) => doubt.quality !== "good")?.reason ?? `${channel} is ${sample.quality}`;
};
