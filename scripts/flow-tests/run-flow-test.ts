import { dirname, join } from "node:path";
import { decisionBook } from "../../models/backtest/decisions.ts";
import type { FlowTest, GivenStep } from "../../models/backtest/flow-test.ts";
import type { FlowTestOutcome } from "../../models/backtest/judge-flow-test.ts";
import { isEar, prepareFlow } from "../../models/backtest/prepare-flow.ts";
import { stepTelemetry } from "../../models/backtest/step-readings.ts";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { errorCounts } from "../backtest/error-counts.ts";
import { type HeardMessage, quietRuntime } from "../backtest/quiet-runtime.ts";
import { unusedPalettes } from "../edge/palettes.ts";
import { csvRecording } from "./csv-recording.ts";
import { flowTestErrors } from "./errors.ts";
import { nodeNamed, unitsOf } from "./flow-names.ts";
import type { ReadFlowTest } from "./read-flow-test.ts";

/**
 * Runs one test on a flow of its own, in this process, and tells what the flow did. Sources take messages from the wire and send each
 * reading on at once, so that nothing waits for the clock; what would reach out of the flow is silent.
 *
 * @param home an empty folder of the run's own
 * @throws TwinError TWIN-FLOWTEST-004 to -007, TWIN-BACKTEST-005 and -006
 */
export const runFlowTest = async (
  { file, flowFile, nodes }: ReadFlowTest,
  test: FlowTest,
  home: string,
): Promise<FlowTestOutcome> => {
  const prepared = prepareFlow(nodes);
  const steps = test.given.flatMap((step) => messagesOf(step, test, nodes, { file, flowFile }));
  const asked = Object.keys(test.expect.received ?? {});
  const nameById = new Map(asked.map((name) => [nodeNamed(nodes, flowFile, test, name).id, name]));
  const received: Record<string, object[]> = Object.fromEntries(asked.map((name) => [name, []]));
  const book = decisionBook();
  const errors = errorCounts();
  const hear = (nodeId: string, message: HeardMessage): void => {
    if (isEar(nodeId)) book.hear(message.payload);
    const name = nameById.get(nodeId);
    if (name !== undefined) received[name]?.push(structuredClone({ ...message, _msgid: undefined }));
  };
  const silent = new Set(prepared.nodes.filter(({ type }) => type === "debug").map(({ id }) => id));
  const palettes = unusedPalettes(nodes.filter(({ id }) => !silent.has(id)));
  const runtime = await quietRuntime(
    prepared.nodes.map((node) => undelayed(node, nodes)),
    home,
    palettes,
    hear,
    errors.complain,
  );
  for (const { to, message } of steps) {
    // what a silent node would send, the nodes behind it receive
    for (const id of silent.has(to.id) ? firstWires(to) : [to.id])
      await runtime.send(id, structuredClone(message), timeOf(message));
  }
  await runtime.runOut();
  const { orders, alarms, forecasts } = book.decisions();
  return { orders, alarms, forecasts, received, errors: errors.counts() };
};

/** Time of the data, where the message has one. */
const timeOf = ({ payload }: HeardMessage): number | undefined => {
  const { time } = Object(payload);
  return typeof time === "number" && Number.isFinite(time) ? time : undefined;
};

/** The tag table of a source stays, other than in a backtest: a test may give raw messages. */
const undelayed = (node: FlowNode, nodes: readonly FlowNode[]): FlowNode =>
  node.type === "twinloom-sensor-source"
    ? { ...node, tags: nodes.find(({ id }) => id === node.id)?.["tags"] ?? [], batchSamples: 1 }
    : node;

const firstWires = ({ wires }: FlowNode): readonly string[] => {
  const first: unknown = Array.isArray(wires) ? wires[0] : [];
  return Array.isArray(first) ? first.filter((id) => typeof id === "string") : [];
};

const messagesOf = (
  step: GivenStep,
  test: FlowTest,
  nodes: readonly FlowNode[],
  { file, flowFile }: { readonly file: string; readonly flowFile: string },
): readonly { readonly to: FlowNode; readonly message: HeardMessage }[] => {
  const to = nodeNamed(nodes, flowFile, test, step.to);
  if ("message" in step) return [{ to, message: step.message }];
  const units = unitsOf(nodes, to);
  if ("recording" in step) {
    const asset = step.asset ?? (typeof to["asset"] === "string" ? to["asset"] : "");
    return csvRecording(join(dirname(file), step.recording), asset, units).map((payload) => ({
      to,
      message: { payload },
    }));
  }
  const told = stepTelemetry(step.readings, units);
  const [{ from }, name] = [step.readings, test.name];
  if (told.length === 0) throw new TwinError(flowTestErrors.badTime, { test: name, from });
  return told.map((payload) => ({ to, message: { payload } }));
};
