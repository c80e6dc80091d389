import { TwinError } from "../../models/errors/twin-error.ts";
import { type StepMeans, stepMeans } from "../../models/prognosis/step-means.ts";
import type { Random } from "../../models/random/random.ts";
import { briefState } from "../../models/twin/brief-state.ts";
import { doubtedChannels } from "../../models/twin/doubted-channels.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";
import type { AssetEngine, Outcome } from "./asset-engine.ts";
import type { AssetPlan } from "./asset-plan.ts";
import { joinOutcomes } from "./join-outcomes.ts";
import type { KeptAsset } from "./kept-asset.ts";
import { keptHistory, shadowName, withBases } from "./kept-history.ts";
import { type MeasuredValues, measuredValues, ranThrough } from "./measured-values.ts";
import { mutedEngine } from "./muted-engine.ts";
import { onnxEngine } from "./onnx-engine.ts";
import { physicsEngine } from "./physics-engine.ts";
import type { TrainedModel } from "./shipped-models.ts";

export interface TrackOptions {
  readonly everyHours: number;
  readonly minimumHours: number;
  readonly samples: number;
  readonly random: Random;
  /** Told once about each thing that is wrong: a kept part that can't be read, a component that can't be forecast. */
  readonly onTrouble: (error: unknown) => void;
}

/** One asset as the predictor follows it: bounded memory, a few additions for a state in which nothing is due. */
export interface AssetTrack {
  readonly plan: AssetPlan;
  /** Takes a state into the history. True if forecasts are due. A state that is older than the newest changes nothing. */
  take(state: TwinState): boolean;
  /** A component that can't be forecast has an outcome without a distribution. */
  forecast(state: TwinState): Promise<readonly Outcome[]>;
  /** What the shadows say, for the record alone. Never rejects; one that fails says nothing. */
  forecastMuted(state: TwinState): Promise<readonly Outcome[]>;
  /** What `take` reads of a state. */
  brief(state: TwinState): TwinState;
  /** True if no step of history is half full: only then does `keep` hold everything. */
  betweenSteps(): boolean;
  keep(): KeptAsset;
}

/** Length of one step of history. The shipped models were trained on hours. */
const STEP_HOURS = 1;
const HOUR_MS = 3_600_000;

export const trackAsset = (plan: AssetPlan, options: TrackOptions, kept: KeptAsset | undefined): AssetTrack => {
  const { everyHours } = options;
  const engines = enginesOf(plan, options, kept);
  const shadows = shadowsOf(plan, options, kept);
  const all = [...engines, ...shadows];
  const quantities: MeasuredValues = measuredValues(measuredNames(plan));
  const steps: StepMeans = stepMeans(quantities.names.length, STEP_HOURS, kept?.stepMs ?? Number.NaN);
  let maintainedAt: Readonly<Record<string, number>> | undefined = kept?.maintainedAt;
  let newestMs = kept?.newestMs ?? Number.NEGATIVE_INFINITY;
  let forecastMs = kept?.forecastMs ?? Number.NEGATIVE_INFINITY;
  let failed = kept?.failed ?? false;
  /** Within the step that is open. */
  let doubted = new Set<string>();
  const reported = new Set<string>();
  const { running } = plan.type;
  const read = running ? [...quantities.names, `${running.channel}.min`] : quantities.names;

  /** A component that can't be forecast says why; the others are not held up by it. */
  const forecastWith = async (engine: AssetEngine, state: TwinState): Promise<readonly Outcome[]> => {
    try {
      const outcomes = await engine.forecast(state);
      for (const { trouble } of outcomes) if (trouble) options.onTrouble(trouble);
      return outcomes;
    } catch (error) {
      if (!(error instanceof TwinError)) throw error;
      const key = `${engine.name} ${error.code}`;
      if (!reported.has(key)) options.onTrouble(error);
      reported.add(key);
      return engine.components.map((component) => refusal(component, error, state.time));
    }
  };

  const renewMaintained = (now: TwinState["maintainedAt"]): void => {
    for (const component in now) {
      const at = now[component] ?? 0;
      if (maintainedAt && at <= (maintainedAt[component] ?? Number.NEGATIVE_INFINITY)) continue;
      for (const engine of maintainedAt ? all : []) {
        if (component === "all" || engine.components.includes(component)) engine.maintained(component, at);
      }
    }
    maintainedAt = { ...now };
  };

  return {
    plan,
    take: (state) => {
      if (state.time < newestMs) return false;
      newestMs = state.time;
      if (isRenewed(maintainedAt, state.maintainedAt)) renewMaintained(state.maintainedAt);
      const brokeDown = state.operatingState === "failed" && !failed;
      failed = state.operatingState === "failed";
      const doubtedNow = doubtedChannels(state);
      for (const name of doubtedNow) doubted.add(name);
      const step = steps.add(state.time, quantities.read(state), ranThrough(plan.type, state));
      if (step) {
        const means = new Map(quantities.names.map((name, i) => [name, step.means[i] ?? Number.NaN]));
        for (const engine of all) engine.observe({ ...step, means, doubted });
        doubted = new Set(steps.isEmpty() ? [] : doubtedNow);
      }
      const due = brokeDown || (step !== undefined && state.time - forecastMs >= everyHours * HOUR_MS - 1);
      if (due) forecastMs = state.time;
      return due;
    },
    // at once, so that a round's rows of the same model meet in the runner
    forecast: async (state) => {
      const outcomes = (await Promise.all(engines.map((engine) => forecastWith(engine, state)))).flat();
      for (const [component, error] of plan.refused) outcomes.push(refusal(component, error, state.time));
      return joinOutcomes(plan, outcomes);
    },
    forecastMuted: async (state) => {
      return (await Promise.all(shadows.map((engine) => engine.forecast(state)))).flat();
    },
    brief: (state) => briefState(state, read),
    betweenSteps: steps.isEmpty,
    keep: () => ({
      version: 1,
      newestMs,
      stepMs: steps.openedMs(),
      forecastMs,
      failed,
      maintainedAt: maintainedAt ?? {},
      engines: Object.fromEntries(all.map((engine) => [engine.name, engine.keep()])),
    }),
  };
};

const refusal = (component: string, { message }: TwinError, timeMs: number): Outcome => ({
  component,
  engine: "onnx",
  model: { name: component, hash: "" },
  fromMs: timeMs,
  reason: message,
  drivers: [],
  inputs: {},
});

const isRenewed = (known: TwinState["maintainedAt"] | undefined, now: TwinState["maintainedAt"]): boolean => {
  if (!known) return true;
  for (const component in now) if (now[component] !== known[component]) return true;
  return false;
};

/** What the trained models read, and what the physics can compute. */
const measuredNames = ({ physics, trained, shadows, byPhysics }: AssetPlan): string[] => {
  const bases = [...trained, ...shadows].flatMap(({ card }) =>
    card.baseFeatures.filter(({ source }) => source === "measured"),
  );
  const observed = byPhysics.length > 0 ? Object.keys(physics?.model.noise ?? {}) : [];
  const names = observed.map((name) => (name.includes(".") ? name : `${name}.mean`));
  return [...new Set([...bases.map(({ name }) => name), ...names])];
};

const enginesOf = (plan: AssetPlan, options: TrackOptions, kept: KeptAsset | undefined): AssetEngine[] => {
  const { physics, future, trained, byPhysics } = plan;
  const { minimumHours, samples, random } = options;
  /** With what was kept, or anew if that can't be read. */
  const restored = (history: unknown, make: (kept: unknown) => AssetEngine): AssetEngine => {
    try {
      return make(history);
    } catch (error) {
      options.onTrouble(error);
      return make(undefined);
    }
  };
  const engines = trained.map((one) =>
    restored(keptHistory(kept, one), (history) => trainedEngine(plan, one, minimumHours, history)),
  );
  if (!physics || byPhysics.length === 0) return engines;
  const common = { ...physics, components: byPhysics, samples, minimumHours, random, future };
  return [...engines, restored(kept?.engines["physics"], (history) => physicsEngine(common, history))];
};

const trainedEngine = (
  { type, physics }: AssetPlan,
  one: TrainedModel,
  minimumHours: number,
  history: unknown,
): AssetEngine => {
  const engine = onnxEngine(type, physics?.model, one, minimumHours, history);
  return { ...engine, keep: () => withBases(engine.keep(), one) };
};

const shadowsOf = (plan: AssetPlan, { minimumHours, onTrouble }: TrackOptions, kept: KeptAsset | undefined) =>
  plan.shadows.map((one) => {
    const make = (): AssetEngine => trainedEngine(plan, one, minimumHours, keptHistory(kept, one));
    return mutedEngine(shadowName(one), one.card.component, make, onTrouble);
  });
