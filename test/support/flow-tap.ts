import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type FlowNode = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };

/** One thing that the flow said: a payload that came to a tapped place, or what a Catch node got. */
export interface Heard {
  readonly kind: "message" | "error";
  /** Id of the node that failed, or of the tapped node for a message. */
  readonly node: string;
  /** The error's message. */
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read payloads of every kind and compare what they find
  readonly payload: any;
}

export interface FlowTap {
  /** The flow with a Catch node on each tab, and listeners behind the tapped link nodes. */
  into(flows: readonly FlowNode[]): FlowNode[];
  /** Everything heard so far, oldest first, also from runtimes that were killed. */
  heard(): readonly Heard[];
}

const NOTE = `const { error, payload } = msg;
if (error) msg.payload = { kind: "error", node: error.source.id, text: error.message };
else if (payload?.schema === "twinloom/spectrum@1") return null;
else msg.payload = { kind: "message", node: (msg._event ?? "").replace("node:", ""), text: "", payload };
msg.payload = JSON.stringify(msg.payload);
return msg;`;

/**
 * A tab of its own that writes down what a flow says and takes what a test sends, without a change to the flow itself.
 *
 * @param listenTo ids of link-out nodes whose messages are written down
 * @param inputs by name: the link-in node that `POST /tap/NAME` sends its JSON body to
 */
export const createFlowTap = (
  folder: string,
  listenTo: readonly string[],
  inputs: Readonly<Record<string, string>>,
): FlowTap => {
  const file = join(folder, "heard.jsonl");
  const names = Object.keys(inputs);
  let read = 0;
  const heard: Heard[] = [];

  const tab: FlowNode[] = [
    { id: "tap", type: "tab", label: "tap" },
    { id: "tap-in", type: "link in", z: "tap", links: listenTo, wires: [["tap-note"]] },
    { id: "tap-note", type: "function", z: "tap", func: NOTE, outputs: 1, wires: [["tap-file"]] },
    {
      ...{ id: "tap-file", type: "file", z: "tap", filename: file, filenameType: "str", encoding: "none" },
      ...{ appendNewline: true, overwriteFile: "false", createDir: false, wires: [[]] },
    },
    { id: "tap-post", type: "http in", z: "tap", url: "/tap/:to", method: "post", wires: [["tap-ok", "tap-route"]] },
    { id: "tap-ok", type: "http response", z: "tap", statusCode: "204", headers: {}, wires: [] },
    {
      ...{
        id: "tap-route",
        type: "switch",
        z: "tap",
        property: "req.params.to",
        propertyType: "msg",
        checkall: "false",
      },
      rules: names.map((name) => ({ t: "eq", v: name, vt: "str" })),
      outputs: names.length,
      wires: names.map((name) => [`tap-to-${name}`]),
    },
    ...names.map((name) => ({
      ...{ id: `tap-to-${name}`, type: "link out", z: "tap", mode: "link", links: [inputs[name]], wires: [] },
    })),
  ];

  return {
    into: (flows) => {
      const guards = flows
        .filter(({ type }) => type === "tab")
        .flatMap(({ id }): FlowNode[] => [
          { id: `tap-catch-${id}`, type: "catch", z: id, scope: null, uncaught: false, wires: [[`tap-out-${id}`]] },
          { id: `tap-out-${id}`, type: "link out", z: id, mode: "link", links: ["tap-in"], wires: [] },
        ]);
      return [...flows, ...guards, ...tab];
    },
    heard: () => {
      if (!existsSync(file)) return heard;
      const bytes = readFileSync(file);
      const whole = bytes.lastIndexOf(10) + 1;
      const lines = bytes.subarray(read, whole).toString().split("\n").filter(Boolean);
      // a line that a kill cut short is followed by a whole one
      for (const line of lines) if (line.endsWith("}")) heard.push(JSON.parse(line));
      read = whole;
      return heard;
    },
  };
};
