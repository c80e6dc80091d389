import { TwinError } from "../../models/errors/twin-error.ts";
import type { DriftProfile } from "../../models/prognosis/drift/drift-profile.ts";
import { addHour, type DriftWindow, emptyDriftWindow } from "../../models/prognosis/drift/drift-window.ts";
import { type DriftedInput, judgeDrift } from "../../models/prognosis/drift/judge-drift.ts";
import type { ModelCard } from "../../models/prognosis/model-card.ts";
import { rulErrors } from "./errors.ts";

/** Holds what a machine sends against what the model was trained on. */
export interface InputDrift {
  /** @param values base features of one running hour, as far as they are known */
  observe(values: ArrayLike<number>): void;
  /** The component was maintained: sensors may have been changed too, so it begins anew. */
  restart(): void;
  /** What drifts now, the farthest first; a new episode brings an error to be told, once. */
  judge(asset: string): { readonly drifted: readonly DriftedInput[]; readonly trouble?: TwinError };
  /** Plain JSON. */
  keep(): unknown;
}

/** @param kept what `keep` gave before a restart; begins anew if it is none, or of another profile */
export const inputDrift = ({ name: model, baseFeatures, drift }: ModelCard, kept: unknown): InputDrift => {
  const names = baseFeatures.map(({ name }) => name);
  const profile: Pick<DriftProfile, "inputs"> = drift ?? { inputs: [] };
  let { window, drifting } = readKept(kept, profile) ?? { window: emptyDriftWindow(profile), drifting: false };
  return {
    observe: (values) => {
      if (drift) addHour(window, drift, names, values);
    },
    restart: () => {
      window = emptyDriftWindow(profile);
      drifting = false;
    },
    judge: (asset) => {
      const drifted = drift ? judgeDrift(drift, window, drifting) : [];
      const [farthest] = drifted;
      const begins = farthest !== undefined && !drifting;
      drifting = farthest !== undefined;
      if (!begins) return { drifted };
      const [feature, psi, limit] = [farthest.name, farthest.psi.toFixed(2), farthest.limit.toFixed(2)];
      return { drifted, trouble: new TwinError(rulErrors.inputDrift, { asset, feature, psi, limit, model }) };
    },
    keep: () => ({ window: structuredClone(window), drifting }),
  };
};

interface Kept {
  readonly window: DriftWindow;
  readonly drifting: boolean;
}

const readKept = (kept: unknown, profile: Pick<DriftProfile, "inputs">): Kept | undefined => {
  const { window, drifting } = (kept ?? {}) as Partial<Kept>;
  const expected = emptyDriftWindow(profile).bins;
  if (typeof window?.hours !== "number" || !Array.isArray(window.bins)) return undefined;
  const fits =
    window.bins.length === expected.length &&
    window.bins.every((bins, i) => bins.length === expected[i]?.length && bins.every(Number.isFinite));
  return fits ? { window: structuredClone(window), drifting: drifting === true } : undefined;
};
