import { asyncuaPython } from "../../test/support/asyncua-server.ts";
import { brokerOutage } from "./broker-outage.ts";
import { headlessWeeks } from "./headless-weeks.ts";
import { influxOutage } from "./influx-outage.ts";
import { killRuntime } from "./kill-runtime.ts";
import { memorySlope } from "./memory-slope.ts";
import { opcuaOutage } from "./opcua-outage.ts";
import type { Scenario } from "./scenario.ts";

/** Flat: the 95 % interval of the slope after the warm-up does not lie above this. */
const FLAT_MEGABYTES_PER_HOUR = 1;
const FLAT_MEGABYTES_PER_WEEK = 1;

/** In the order of their run. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  kills: {
    title: "random kill -9 of the runtime under load, and of InfluxDB with every third",
    run: async ({ kills, readingsPerSecond, seed }, progress) => {
      let done = 0;
      const result = await killRuntime({ kills, readingsPerSecond, seed, step: () => progress(++done, kills) });
      return {
        ok: result.lost === 0 && result.extra === 0 && result.livesUnderLoad >= kills / 2,
        figures: { ...result },
      };
    },
  },
  influxdb: {
    title: "InfluxDB away for 24 h of data, 100 channels each 10 s",
    run: async (_, progress) => {
      const result = await influxOutage({ channels: 100, everySeconds: 10, progress });
      const { written, stored, outOfOrder, grownMegabytes } = result;
      return { ok: stored === written && outOfOrder === 0 && grownMegabytes < 20, figures: { ...result } };
    },
  },
  broker: {
    title: "MQTT broker away for 24 h of data, a reading each 2 s",
    run: async () => {
      const result = await brokerOutage(2);
      return { ok: result.lost === 0 && result.outOfOrder === 0, figures: { ...result } };
    },
  },
  opcua: {
    title: "OPC UA server out of reach for 24 h of data, a value each 10 s",
    run: async (_, progress) => {
      const python = await asyncuaPython();
      if (!python) throw new Error("asyncua is not here: it needs Python with venv, and PyPI");
      const result = await opcuaOutage(python, 10, progress);
      const ok = result.lost === 0 && result.outOfOrder === 0 && result.inFlow === result.values;
      return { ok, figures: { ...result } };
    },
  },
  memory: {
    title: "what the runtime holds under load",
    run: async ({ minutes, readingsPerSecond }, progress) => {
      const { perHour, ...rest } = await memorySlope(minutes, readingsPerSecond, progress);
      const figures = { ...rest, slopePerHour: perHour.slope, lowPerHour: perHour.low, highPerHour: perHour.high };
      return { ok: perHour.low <= FLAT_MEGABYTES_PER_HOUR, figures };
    },
  },
  week: {
    title: "a week of four machines at 1 Hz through twinloom run, as fast as it goes",
    run: async ({ weeks, seed }, progress) => {
      const { perWeek, exitCode, ...rest } = await headlessWeeks(weeks, seed, progress);
      const figures = { ...rest, slopePerWeek: perWeek.slope, lowPerWeek: perWeek.low, highPerWeek: perWeek.high };
      const isWhole = exitCode === 0 && rest.errors === 0 && rest.forecasts > 0;
      return { ok: isWhole && perWeek.low <= FLAT_MEGABYTES_PER_WEEK, figures };
    },
  },
};
