/** A node of a flow before it has an id and a place: wires and references name other nodes of the draft by their keys. */
export interface DraftNode {
  readonly key: string;
  readonly type: string;
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** For each output the keys of the nodes that it goes to. */
  readonly wires: readonly (readonly string[])[];
}

/** Nodes that are drawn in one frame, column by column from left to right; null leaves a line of a column free. */
export interface Section {
  readonly key: string;
  readonly title: string;
  readonly columns: readonly (readonly (DraftNode | null)[])[];
}

/** Sections by rows: what happens to the data from left to right, what is beside it below. */
export interface Draft {
  readonly label: string;
  readonly info: string;
  readonly note: string;
  /** Config nodes, with their ids. */
  readonly config: readonly (Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string })[];
  readonly rows: readonly (readonly Section[])[];
}

export const draftNode = (
  key: string,
  type: string,
  name: string,
  settings: DraftNode["settings"],
  wires: DraftNode["wires"] = [],
): DraftNode => ({ key, type, name, settings, wires });

/**
 * A node that shows in the sidebar and below itself what reaches it.
 *
 * @param below JSONata of what stands below it; undefined: the same
 */
export const showNode = (key: string, name: string, complete: string, active: boolean, below?: string): DraftNode =>
  draftNode(key, "debug", name, {
    ...{ active, tosidebar: true, console: false, tostatus: true, complete, targetType: "msg" },
    ...(below === undefined
      ? { statusVal: complete, statusType: "auto" }
      : { statusVal: below, statusType: "jsonata" }),
  });

/** A node with a button that sends an object. */
export const askNode = (key: string, name: string, payload: object, to: readonly string[]): DraftNode =>
  draftNode(
    key,
    "inject",
    name,
    {
      ...{ props: [{ p: "payload" }], repeat: "", crontab: "", once: false, onceDelay: 0.1, topic: "" },
      ...{ payload: JSON.stringify(payload), payloadType: "json" },
    },
    [to],
  );
