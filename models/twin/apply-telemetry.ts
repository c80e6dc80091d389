import type { Telemetry } from "../telemetry/telemetry.ts";
import type { AssetType } from "./asset-type.ts";
import { newestSamples } from "./newest-samples.ts";
import { countHours } from "./operating-hours.ts";
import { runsNow, setOperatingState } from "./operating-state.ts";
import { type Complain, takeSample } from "./take-sample.ts";
import type { TwinMemory } from "./twin-memory.ts";
import type { TwinChange, TwinRules } from "./twin-rules.ts";
import { updateAlarms } from "./update-alarms.ts";
import { watchSensors } from "./watch-sensors.ts";

/**
 * What a micro-batch makes of the twin: newest samples, hours, operating state and alarms. A value holds until the next one, so the
 * time between two batches counts as the first of them says.
 *
 * @param memory changed in place; the result depends on nothing but it and the message
 * @throws TwinError TWIN-TELEMETRY-001, -002 if a series can't be read
 */
export const applyTelemetry = (
  memory: TwinMemory,
  telemetry: Telemetry,
  type: AssetType,
  rules: TwinRules,
  complain: Complain,
): TwinChange => {
  const { time } = telemetry;
  const fresh: string[] = [];
  const newest = newestSamples(telemetry, type);
  for (const name in newest) {
    const sample = newest[name];
    if (sample && takeSample(memory, name, sample, type, complain)) fresh.push(name);
  }
  if (telemetry.context && time >= memory.time) memory.context = telemetry.context;
  memory.time = Math.max(memory.time, time);
  countHours(memory, { fromMs: time, toMs: time, share: 0 }, type, rules.maxGapMs);
  const running = runsNow(type, memory);
  const operatingState = setOperatingState(memory, running);
  const mayRise = !rules.alarmsOnlyRunning || running !== false;
  const limits = updateAlarms(memory, fresh, type, rules, mayRise);
  return { alarms: [...limits, ...watchSensors(memory, Object.keys(newest), type, rules)], operatingState };
};
