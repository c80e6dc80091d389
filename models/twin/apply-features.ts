import { TwinError } from "../errors/twin-error.ts";
import type { Features } from "../telemetry/features.ts";
import { assessHealth } from "./assess-health.ts";
import type { AssetType } from "./asset-type.ts";
import { twinErrors } from "./errors.ts";
import { countHours, runningShare } from "./operating-hours.ts";
import { runsNow, setOperatingState } from "./operating-state.ts";
import { takeDiagnoses } from "./take-diagnoses.ts";
import { type Complain, takeSample } from "./take-sample.ts";
import type { TwinMemory } from "./twin-memory.ts";
import type { TwinChange, TwinRules } from "./twin-rules.ts";
import { updateAlarms } from "./update-alarms.ts";
import { watchBaselines } from "./watch-baselines.ts";
import { watchSensors } from "./watch-sensors.ts";

/**
 * What a window of features makes of the twin: newest samples, features, hours, health, operating state, alarms.
 *
 * @param memory changed in place; the result depends on nothing but it and the message
 * @throws TwinError TWIN-TWIN-004 if the window is not newer than the newest one; nothing has changed then
 */
export const applyFeatures = (
  memory: TwinMemory,
  message: Features,
  type: AssetType,
  rules: TwinRules,
  complain: Complain,
): TwinChange => {
  const { time, windowStart, windowEnd, values, latest } = message;
  if (time <= memory.windowEnd) {
    throw new TwinError(twinErrors.lateWindow, { asset: memory.asset, time: new Date(time).toISOString() });
  }
  const fresh: string[] = [];
  for (const name in latest) {
    const sample = latest[name];
    if (sample && takeSample(memory, name, sample, type, complain)) fresh.push(name);
  }
  memory.time = Math.max(memory.time, time);
  memory.windowStart = windowStart;
  memory.windowEnd = time;
  memory.features = values;
  memory.featureUnits = message.units;
  if (message.context) memory.context = message.context;
  takeDiagnoses(memory, message);
  const running = runsNow(type, memory);
  const share = runningShare(type, values, running);
  countHours(memory, { fromMs: windowStart, toMs: windowEnd, share }, type, rules.maxGapMs);
  assessHealth(memory, message, type, rules.healthSmoothingHours);
  const operatingState = setOperatingState(memory, running);
  const mayRise = !rules.alarmsOnlyRunning || running !== false;
  const limits = updateAlarms(memory, fresh, type, rules, mayRise);
  const sensors = watchSensors(memory, Object.keys(latest), type, rules);
  return { alarms: [...limits, ...sensors, ...watchBaselines(memory, message, type, rules)], operatingState };
};
