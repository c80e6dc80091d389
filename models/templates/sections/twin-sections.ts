import { draftNode, type Section, showNode } from "../draft.ts";
import { numberOf, textOf } from "../read-values.ts";
import type { Values } from "../template.ts";

/** Where each output of the twin goes, by keys: states, answers, alarms. */
export interface TwinOutputs {
  readonly states: readonly string[];
  readonly alarms: readonly string[];
  /** Where answers go, and the spectra of waveforms. */
  readonly answers: readonly string[];
  /** Below the twin: what feeds it besides the features. */
  readonly below?: Section["columns"][number][number];
}

/** Features over windows, and the twin that keeps the live state. */
export const twinSections = (
  values: Values,
  typeId: string,
  store: string,
  { states, alarms, answers, below = null }: TwinOutputs,
): Section[] => {
  const windowMinutes = numberOf(values, "windowMinutes") ?? 0;
  const features = draftNode(
    "features",
    "twinloom-feature-extractor",
    "features",
    { assetType: typeId, windowMinutes, hopMinutes: 0, latenessSeconds: 60, store, configVersion: 1 },
    [["twin"], answers],
  );
  const twin = draftNode(
    "twin",
    "twinloom-twin-state",
    `twin of ${textOf(values, "asset")}`,
    { assetType: typeId, store, configVersion: 1 },
    [states, answers, alarms],
  );
  return [
    { key: "features", title: "2 Features", columns: [[features]] },
    below
      ? { key: "twin", title: "3 Twin", columns: [[null, below], [twin]] }
      : { key: "twin", title: "3 Twin", columns: [[twin]] },
  ];
};

/** What goes wrong anywhere on the tab. */
export const errorSection = (): Section => {
  const caught = draftNode("errors", "catch", "whatever goes wrong", { scope: null, uncaught: false }, [
    ["errors-show"],
  ]);
  return {
    key: "errors",
    title: "Errors",
    columns: [[caught], [showNode("errors-show", "errors", "error.message", true)]],
  };
};
