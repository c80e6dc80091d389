import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Forecast } from "../../models/prognosis/forecast.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { burst } from "../../test/unit/rul-predictor/burst.ts";
import { predictor } from "../../test/unit/rul-predictor/predictor.ts";
import { HOUR_MS, lifeOf, START_MS } from "../../test/unit/rul-predictor/states-of-machine.ts";
import type { Figure } from "./figure.ts";
import { median } from "./median.ts";

const COMPONENTS = 2;
const EVERY_HOURS = 6;
/** A history, and code that is compiled. */
const WARM_UP_ROUNDS = 2;

interface Way {
  readonly name: string;
  readonly explain: "all" | "none";
  readonly oneByOne?: boolean;
  readonly stored?: boolean;
}

/** The first is what the others are held against. */
const WAYS: readonly Way[] = [
  { name: "one machine after the other, unexplained", explain: "none", oneByOne: true },
  { name: "all at once, unexplained", explain: "none" },
  { name: "all at once, every forecast explained", explain: "all" },
  { name: "all at once, unexplained, kept in the embedded store", explain: "none", stored: true },
];

/**
 * Forecasts a second of pumps with two components each by trained models, from twin states at the node's input to forecasts at
 * its output. In every round the next state of every machine comes in one tick; the ways take turns.
 *
 * @param machines half as many as components
 */
export const fleetForecasts = async (machines: number, rounds: number): Promise<Figure[]> => {
  const folder = temporaryFolder();
  const runs = WAYS.map((way) => startWay(way, folder.path));
  const { states } = lifeOf("centrifugal-pump", "bearing", 3);
  for (let round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
    for (const { way, send, perSecond, delaysMs } of runs) {
      const payloads = statesOf(states, machines, round);
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const began = performance.now();
      const forecasts = await send(payloads);
      const seconds = (performance.now() - began) / 1000;
      delay.disable();
      if (round < WARM_UP_ROUNDS) continue;
      const made = forecasts.filter(
        ({ status, drivers }) => status === "ok" && drivers.length > 0 === (way.explain === "all"),
      );
      if (made.length !== machines * COMPONENTS)
        throw new Error(`${way.name}: ${made.length} forecasts, ${forecasts[0]?.reason}`);
      perSecond.push(made.length / seconds);
      delaysMs.push(delay.percentile(99) / 1e6);
    }
  }
  for (const { close } of runs) await close();
  folder.remove();
  const [base] = runs;
  return [
    ...runs.map((run): Figure => {
      const figure = { name: run.way.name, value: median(run.perSecond), unit: "forecasts/s" };
      if (!base || run === base) return figure;
      const ratio = median(run.perSecond.map((value, i) => value / (base.perSecond[i] ?? Number.NaN)));
      return { ...figure, against: { name: "one after the other", value: median(base.perSecond) }, ratio };
    }),
    ...runs.map(
      ({ way, delaysMs }): Figure => ({
        name: `event loop held up, p99: ${way.name}`,
        value: median(delaysMs),
        unit: "ms",
      }),
    ),
  ];
};

const startWay = (way: Way, folder: string) => {
  const store = way.stored ? openEmbeddedStore({ file: `${folder}/twin.db` }) : undefined;
  const settings = { engine: "onnx", minimumHours: 1, everyHours: EVERY_HOURS, explain: way.explain };
  const { behaviour, sendAll } = predictor({ ...settings, ...(store ? { store: "s" } : {}) }, { s: store });
  const perSecond: number[] = [];
  const delaysMs: number[] = [];
  return {
    way,
    perSecond,
    delaysMs,
    send: async (payloads: readonly TwinState[]): Promise<readonly Forecast[]> =>
      way.oneByOne ? sendAll(payloads) : (await burst(behaviour, payloads)).sent,
    close: async (): Promise<void> => {
      await behaviour.close?.(false);
      await store?.close();
    },
  };
};

/** Each machine is at another place of the same life. */
const statesOf = (life: readonly TwinState[], machines: number, round: number): TwinState[] =>
  Array.from({ length: machines }, (_, machine) => {
    const state = life[(machine * 7 + round * EVERY_HOURS) % life.length];
    if (!state) throw new Error("a life without states");
    return { ...state, asset: `pump-${machine}`, time: START_MS + round * EVERY_HOURS * HOUR_MS, maintainedAt: {} };
  });
