import type { Picture } from "../../models/preview/choose-lines.ts";
import type { Finding } from "../../models/preview/compare-runs.ts";
import type { Mark } from "../../models/preview/preview-run.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import type { RecentMessage } from "../kit/recent-messages.ts";
import type { StoredDocument } from "../kit/store.ts";

/** What a preview runs on: what has reached the node lately, or what the store has of one machine. */
export type PreviewInput =
  | { readonly kind: "messages"; readonly messages: readonly RecentMessage[] }
  | {
      readonly kind: "history";
      readonly asset: string;
      readonly channels: readonly string[];
      readonly fromMs: number;
      readonly toMs: number;
    };

/** All that the thread of previews is told. */
export interface PreviewJob {
  /** Id of the node. */
  readonly target: string;
  /** The flow as it is deployed: nodes of ours, links and junctions. Without the target where it isn't deployed yet. */
  readonly before: readonly FlowNode[];
  /** The same as it stands in the editor, with the settings of the open dialog. */
  readonly after: readonly FlowNode[];
  readonly input: PreviewInput;
  /** Documents that nodes read when they start: which model is champion. */
  readonly documents: readonly StoredDocument[];
  /** Folder that relative paths in settings start from; previews write nothing there. */
  readonly homeFolder: string;
}

/** Waveforms of the time of a preview. */
export interface WaveformCount {
  readonly used: number;
  /** How many the store has. */
  readonly of: number;
}

export interface PreviewResult {
  /** Of the data: from the first message to the last. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly messagesIn: number;
  /** None of none where nothing looks at them. */
  readonly waveforms: WaveformCount;
  readonly asset: string;
  readonly findings: readonly Finding[];
  readonly pictures: readonly Picture[];
  readonly marks: { readonly before: readonly Mark[]; readonly after: readonly Mark[] };
  /** Hours of the history that was asked for, and those of them without a reading; absent where next to none is empty. */
  readonly gap?: { readonly hours: number; readonly empty: number };
  /** True if the node is deployed, so that there is a before. */
  readonly compared: boolean;
  /** Why the deployed settings could not be run, in words. */
  readonly beforeRefused: string;
}
