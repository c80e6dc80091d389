import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Ajv, type ErrorObject } from "ajv";
import { FlowTestFile } from "../../models/backtest/flow-test.ts";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { readFlowFile } from "../revisions/running-flow.ts";
import { flowTestErrors } from "./errors.ts";

export interface ReadFlowTest extends FlowTestFile {
  readonly file: string;
  readonly flowFile: string;
  readonly nodes: readonly FlowNode[];
}

const check = new Ajv({ strict: false, allErrors: true }).compile<FlowTestFile>(FlowTestFile);

/**
 * Tests of a flow, with its nodes.
 *
 * @throws TwinError TWIN-FLOWTEST-002 or -003, TWIN-REV-009 where the flow is none
 */
export const readFlowTest = (file: string): ReadFlowTest => {
  const parsed = parse(file);
  if (!check(parsed)) {
    const error = furthest(check.errors ?? []);
    const extra = error?.params["additionalProperty"] ?? error?.params["allowedValue"] ?? "";
    const reason = `${error?.message ?? "it is not as it should be"} ${extra}`.trim();
    throw new TwinError(flowTestErrors.invalid, { file, path: error?.instancePath || "/", reason });
  }
  const flowFile = parsed.flow ? join(dirname(file), parsed.flow) : file.replace(/\.test\.json$/, ".json");
  return { ...parsed, file, flowFile, nodes: readFlowFile(resolve(flowFile)) };
};

const parse = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(flowTestErrors.unreadable, { file, reason }, cause);
  }
};

/** Of several ways in which none fits, the complaint about the deepest place says most. */
const furthest = (errors: readonly ErrorObject[]): ErrorObject | undefined =>
  [...errors].sort((a, b) => depth(b) - depth(a))[0];

const depth = ({ instancePath, keyword }: ErrorObject): number =>
  instancePath.split("/").length + (keyword === "additionalProperties" ? 0.5 : 0) - (keyword === "anyOf" ? 1 : 0);
