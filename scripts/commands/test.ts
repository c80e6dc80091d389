import { globSync } from "node:fs";
import { availableParallelism } from "node:os";
import { relative, resolve } from "node:path";
import type { Command } from "commander";
import { TwinError } from "../../models/errors/twin-error.ts";
import { wholeNumber } from "../console/whole-number.ts";
import { flowTestErrors } from "../flow-tests/errors.ts";
import { flowTestText } from "../flow-tests/flow-test-text.ts";
import { type FlowTestResult, runFlowTests } from "../flow-tests/run-flow-tests.ts";

interface Options {
  readonly jobs?: number;
  readonly json?: boolean;
}

const EXAMPLES = `
A test is a file flows/NAME.test.json beside the flow flows/NAME.json: given these messages, readings or recording, these orders,
alarms, forecasts, messages and errors. Exit code 0 where all have passed, 1 where one has not.
  twinloom test
  twinloom test flows/plant.test.json --json`;

/** `twinloom test [FILES…]`: whether flows decide what their tests say. */
export const testCommand = (program: Command): void => {
  program
    .command("test [files...]")
    .description("run the tests of flows; without files, every flows/*.test.json of this folder")
    .option("--jobs <number>", "processes at once; default: one for each core", wholeNumber(1))
    .option("--json", "print one JSON object")
    .addHelpText("after", EXAMPLES)
    .action(run);
};

const run = async (named: readonly string[], { jobs, json }: Options): Promise<void> => {
  const folder = resolve("flows");
  const files =
    named.length > 0 ? named.map((file) => relative("", resolve(file)) || file) : globSync("flows/*.test.json").sort();
  if (files.length === 0) throw new TwinError(flowTestErrors.noFiles, { folder });
  const results: FlowTestResult[] = [];
  await runFlowTests(files, jobs ?? availableParallelism(), (result) => {
    results.push(result);
    if (!json) process.stdout.write(flowTestText(result));
  });
  const failed = results.filter(({ passed }) => !passed).length;
  const sums = { passed: results.length - failed, failed };
  process.stdout.write(
    json ? `${JSON.stringify({ ...sums, results })}\n` : `${sums.passed} passed, ${failed} failed\n`,
  );
  if (failed > 0) process.exitCode = 1;
};
