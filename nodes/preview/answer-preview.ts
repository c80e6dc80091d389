import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import type { LiveNode } from "../kit/define-node.ts";
import type { RecentMessage } from "../kit/recent-messages.ts";
import type { Red } from "../kit/red.ts";
import type { StoredDocument, TwinStore } from "../kit/store.ts";
import { deployedFlow } from "./deployed-flow.ts";
import { previewErrors } from "./errors.ts";
import { findHistory } from "./find-history.ts";
import type { HistoryReader } from "./history-reader.ts";
import type { PreviewResult } from "./preview-job.ts";
import { readPreviewRequest } from "./preview-request.ts";
import type { PreviewThread } from "./preview-thread.ts";
import { sendable } from "./sendable.ts";

export interface PreviewAnswer extends PreviewResult {
  /** Machines whose history could be chosen. */
  readonly machines: readonly string[];
}

/** What nodes read when they start, beside their own state: which models are champions. */
const READ_AT_START = "model-events";
const MOST_DOCUMENTS = 10_000;

/**
 * Answers the edit dialog of one node.
 *
 * @throws TwinError of the settings, of the input, of the thread
 */
export const answerPreview = async (red: Red, thread: PreviewThread, body: unknown): Promise<PreviewAnswer> => {
  const { target, flow, history } = readPreviewRequest(body);
  const live = (id: string): LiveNode | null => (id ? (red.nodes.getNode(id) as LiveNode | null) : null);
  const resource = (id: string): unknown => live(id)?.twinloomResource;
  const store = runningStore(flow, target, resource);
  const job = {
    target: target.id,
    before: deployedFlow(red),
    after: flow,
    documents: store ? await documentsOf(store) : [],
    homeFolder: String(red.settings["userDir"] ?? process.cwd()),
  };
  const refuse = () => Promise.reject(new TwinError(previewErrors.noStore, { node: target.type }));
  const deaf: HistoryReader = { range: refuse, listDocuments: refuse, getDocument: refuse };
  try {
    if (!history) {
      const input = { kind: "messages" as const, messages: lastMessages(live(target.id), target) };
      return { ...(await thread.run({ ...job, input }, deaf)), machines: [] };
    }
    const found = await findHistory(flow, target, history, resource);
    return { ...(await thread.run({ ...job, input: found.input }, found.store)), machines: found.machines };
  } catch (thrown) {
    // wrong settings are told first, also where there is nothing to run them on
    if (isNoInput(thrown)) await thread.run({ ...job, input: { kind: "messages", messages: [] } }, deaf);
    throw thrown;
  }
};

const NO_INPUT: ReadonlySet<string> = new Set(
  [previewErrors.nothingKept, previewErrors.noSource, previewErrors.noStore, previewErrors.noHistory].map(
    ({ code }) => code,
  ),
);

const isNoInput = (thrown: unknown): boolean => thrown instanceof TwinError && NO_INPUT.has(thrown.code);

const lastMessages = (node: LiveNode | null, target: FlowNode): readonly RecentMessage[] => {
  const messages = sendable(node?.twinloomRecent?.() ?? []);
  if (messages.length > 0) return messages;
  const named = String(target["name"] || target.type.replace("twinloom-", ""));
  throw new TwinError(previewErrors.nothingKept, { node: named });
};

const runningStore = (
  flow: readonly FlowNode[],
  target: FlowNode,
  resource: (id: string) => unknown,
): TwinStore | undefined => {
  const id = String(target["store"] ?? "");
  return flow.some((node) => node.id === id) ? (resource(id) as TwinStore | undefined) : undefined;
};

const documentsOf = (store: TwinStore): Promise<readonly StoredDocument[]> =>
  store.listDocuments({ collection: READ_AT_START, limit: MOST_DOCUMENTS });
