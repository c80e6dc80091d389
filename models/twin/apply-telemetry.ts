import { QUALITY } from "../telemetry/quality.ts";
import { seriesView } from "../telemetry/series-view.ts";
import type { Series, Telemetry } from "../telemetry/telemetry.ts";
import type { AssetType } from "./asset-type.ts";
import { countHours } from "./operating-hours.ts";
import { runsNow, setOperatingState } from "./operating-state.ts";
import { type Complain, takeSample } from "./take-sample.ts";
import type { TwinMemory } from "./twin-memory.ts";
import type { TwinChange, TwinRules } from "./twin-rules.ts";
import { updateAlarms } from "./update-alarms.ts";

/**
 * What a micro-batch makes of the twin: newest samples, hours, operating state and alarms. A value holds until the next one, so the
 * time between two batches counts as the first of them says.
 *
 * @param memory changed in place; the result depends on nothing but it and the message
 * @throws TwinError TWIN-TELEMETRY-001, -002 if a series can't be read
 */
export const applyTelemetry = (
  memory: TwinMemory,
  { time, values, series }: Telemetry,
  type: AssetType,
  rules: TwinRules,
  complain: Complain,
): TwinChange => {
  const fresh: string[] = [];
  for (const name in values) {
    const value = values[name];
    if (value === undefined) continue;
    const of = series?.[name];
    const unit = of?.unit ?? type.channels[name]?.unit ?? "";
    const sample = { value, unit, time: of ? newestGoodTime(of, time) : time, quality: "good" as const };
    if (takeSample(memory, name, sample, type, complain)) fresh.push(name);
  }
  memory.time = Math.max(memory.time, time);
  countHours(memory, { fromMs: time, toMs: time, share: 0 }, type, rules.maxGapMs);
  const running = runsNow(type, memory);
  const operatingState = setOperatingState(memory, running);
  const mayRise = !rules.alarmsOnlyRunning || running !== false;
  return { alarms: updateAlarms(memory, fresh, type, rules, mayRise), operatingState };
};

/** `values` holds the newest good sample, which need not be the last. */
const newestGoodTime = (series: Series, otherwise: number): number => {
  const { n, timesMs, qualities } = seriesView(series);
  let at = n - 1;
  while (at > 0 && qualities && qualities[at] !== QUALITY.good) at--;
  return timesMs[at] ?? otherwise;
};
