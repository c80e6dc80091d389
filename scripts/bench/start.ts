import { join } from "node:path";
import { type NodeRedOptions, startNodeRed } from "../../test/support/node-red.ts";
import { ownPlace, startTwinloom } from "../../test/support/started-twinloom.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { RUNTIME_ENV, RUNTIME_FLAGS } from "../start/runtime-flags.ts";
import type { SectionOptions, SectionResult } from "./figure.ts";
import { EXCLUDED, headlessFlow } from "./headless-flow.ts";
import { median } from "./median.ts";

/** Seconds until the runtime says "Started flows", by turns; and of a second `npm start`, plant and operator pages included. */
export const benchStart = async ({ quick }: SectionOptions): Promise<SectionResult> => {
  const settings = { nodesExcludes: EXCLUDED };
  const bare: number[] = [];
  const ours: number[] = [];
  for (let turn = 0; turn < (quick ? 1 : 5); turn++) {
    bare.push(await secondsToStart({ nodesDir: null, settings, flows: [{ id: "tab", type: "tab", label: "empty" }] }));
    ours.push(
      await secondsToStart({
        settings,
        nodeFlags: RUNTIME_FLAGS,
        env: RUNTIME_ENV,
        flows: headlessFlow({ opcua: true }),
      }),
    );
  }
  const ratio = median(ours.map((seconds, turn) => seconds / (bare[turn] ?? Number.NaN)));
  return {
    figures: [
      {
        name: "Started flows, four machines, headless",
        value: median(ours),
        unit: "s",
        against: { name: "bare Node-RED", value: median(bare) },
        ratio,
      },
      {
        name: "second npm start, until all is up",
        value: await secondStart(),
        unit: "s",
        target: { of: "value", atMost: 10 },
      },
    ],
    notes: ["The flow's machines are away while it starts: a connection is made afterwards and holds up nothing."],
  };
};

const secondsToStart = async (options: NodeRedOptions): Promise<number> => {
  const began = performance.now();
  const runtime = await startNodeRed(options);
  const seconds = (performance.now() - began) / 1000;
  await runtime.stop();
  return seconds;
};

const secondStart = async (): Promise<number> => {
  const folder = temporaryFolder();
  try {
    const first = await startTwinloom(await ownPlace(join(folder.path, "home")));
    await first.stop();
    const second = await startTwinloom(first.env);
    await second.stop();
    return second.startSeconds;
  } finally {
    folder.remove();
  }
};
