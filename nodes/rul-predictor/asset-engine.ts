import type { TwinError } from "../../models/errors/twin-error.ts";
import type { DriftedInput } from "../../models/prognosis/drift/judge-drift.ts";
import type { ExplainedForecast } from "../../models/prognosis/explain/tree-drivers.ts";
import type { Driver } from "../../models/prognosis/forecast.ts";
import type { RulDistribution } from "../../models/prognosis/rul-distribution.ts";
import type { Numbers } from "../../models/simulation/physics-model.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";
import type { ForecastBasis } from "./forecast-basis.ts";

/** Means over one step of history by name (`speed.mean`, `vibration.rms`). */
export interface NamedStep {
  readonly timeMs: number;
  readonly means: ReadonlyMap<string, number>;
  /** 0 if the machine stood. */
  readonly runningHours: number;
  /** Channels whose sensors are in doubt. */
  readonly doubted?: ReadonlySet<string>;
}

/** What an engine says about one component: a distribution, or why there is none. */
export interface Outcome {
  readonly component: string;
  readonly engine: "physics" | "onnx" | "hybrid";
  readonly model: { readonly name: string; readonly hash: string };
  /** Where the history begins that it was computed from. */
  readonly fromMs: number;
  readonly distribution?: RulDistribution;
  /** By what the calibrated interval was stretched, because some inputs tell less than in training; absent: 1. */
  readonly widening?: number;
  /** Of the physics, where the machine is to be run otherwise than it was: for that load. `distribution` is as it was then. */
  readonly planned?: RulDistribution;
  /** Inputs that are no longer what they were in training; absent: none. */
  readonly drifted?: readonly DriftedInput[];
  /** To be told to whoever watches the flow. */
  readonly trouble?: TwinError;
  /** Why there is no number, or what the reader must know about it; empty if nothing. */
  readonly reason: string;
  /** What explains it where that costs more than the forecast itself: asked for only if somebody wants to know. Follows `drivers`. */
  readonly explain?: () => ExplainedForecast;
  readonly drivers: readonly Driver[];
  /** All that it was computed from, by name. */
  readonly inputs: Numbers;
  /** Where the inputs are not enough to compute it again: what is. */
  readonly basis?: ForecastBasis;
}

/** One way to forecast some components of one asset. Both engines do this. */
export interface AssetEngine {
  /** Under which its history is kept. */
  readonly name: string;
  readonly components: readonly string[];
  /** Takes one step of history. */
  observe(step: NamedStep): void;
  /** The component was maintained: its history begins anew. */
  maintained(component: string, timeMs: number): void;
  forecast(state: TwinState): Promise<readonly Outcome[]>;
  /** Its history as plain JSON, for the store: a copy that does not go on with it. */
  keep(): unknown;
}
