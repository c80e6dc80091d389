import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { type NodeRedOptions, startNodeRed } from "../../test/support/node-red.ts";
import { RUNTIME_ENV, RUNTIME_FLAGS } from "../start/runtime-flags.ts";
import { startEdgeBox } from "./edge-box.ts";
import type { Figure, SectionOptions, SectionResult } from "./figure.ts";
import { EXCLUDED, headlessFlow } from "./headless-flow.ts";
import { median } from "./median.ts";
import { startPlant } from "./running-plant.ts";

const SAMPLES = 20;

/** Resident memory of Node-RED with all six nodes at work on the demo plant (which runs outside), against bare Node-RED. */
export const benchMemory = async ({ quick }: SectionOptions): Promise<SectionResult> => {
  const settleSeconds = quick ? 3 : 60;
  const plant = await startPlant();
  const settings = { nodesExcludes: EXCLUDED, disableEditor: true, httpAdminRoot: false };
  const environment = Object.entries(RUNTIME_ENV).map(([name, value]) => `${name}=${value}`);
  const ours = { settings, env: { ...plant.env, ...RUNTIME_ENV }, nodeFlags: RUNTIME_FLAGS };
  try {
    const measured = await sideBySide(settleSeconds, {
      bare: nodeRed({ nodesDir: null, settings }),
      bareWithFlags: nodeRed({ ...ours, nodesDir: null }),
      idle: nodeRed(ours),
      edge: nodeRed({ ...ours, flows: headlessFlow({ opcua: false }) }),
      withOpcua: nodeRed({ ...ours, flows: headlessFlow({ opcua: true }) }),
      box: edgeBox(headlessFlow({ opcua: false }), plant.env),
    });
    const against = { name: "bare Node-RED", value: measured.bare[0] ?? Number.NaN };
    const figure = (name: string, value = Number.NaN, atMost?: number): Figure => ({
      ...{ name, value, unit: "MB", against, ratio: value / against.value },
      ...(atMost === undefined ? {} : { target: { of: "ratio", atMost } }),
    });
    return {
      figures: [
        figure("bare Node-RED with our flags", measured.bareWithFlags[0]),
        figure("our palette, no flow", measured.idle[0]),
        figure("three machines on MQTT and Modbus", measured.edge[0], 1.6),
        figure("four machines, OPC UA too", measured.withOpcua[0], 2.3),
        figure("`twinloom run` with the three, compiled: the runtime", measured.box[0], 1.7),
        figure("`twinloom run`: the process that watches over it", measured.box[1]),
      ],
      notes: [
        `Resident set, the median of ${SAMPLES} samples over ${SAMPLES} s after ${settleSeconds} s of plant data (an hour a second). No editor, no dashboard and no contributed palette on either side.`,
        `Ours runs with ${[...RUNTIME_FLAGS, ...environment].join(" ")}, as \`twinloom start\` starts it; bare Node-RED as \`node-red\` starts. \`twinloom run\` has health addresses, metrics, revisions and a log in JSON besides.`,
      ],
    };
  } finally {
    await plant.stop();
  }
};

/** A process at work; the resident memory of each of its parts is measured. */
interface AtWork {
  readonly pids: readonly number[];
  stop(): Promise<void>;
}

const nodeRed = (options: NodeRedOptions) => async (): Promise<AtWork> => {
  const { pid = 0, stop } = await startNodeRed(options);
  return { pids: [pid], stop };
};

const edgeBox = (flow: readonly object[], env: Readonly<Record<string, string>>) => async (): Promise<AtWork> => {
  const { pids, stop } = await startEdgeBox(flow, env);
  return { pids: [pids.runtime, pids.watcher], stop };
};

/** All end before one's failure is told, so that none is left over. */
const sideBySide = async <K extends string>(
  settleSeconds: number,
  starts: Readonly<Record<K, () => Promise<AtWork>>>,
): Promise<Record<K, readonly number[]>> => {
  const entries = Object.entries<() => Promise<AtWork>>(starts);
  const settled = await Promise.allSettled(entries.map(([, start]) => rssMb(start, settleSeconds)));
  const measured = settled.map((one, i) => {
    if (one.status === "rejected") throw one.reason;
    return [entries[i]?.[0], one.value];
  });
  return Object.fromEntries(measured);
};

/** Of each process: the median of its samples. */
const rssMb = async (start: () => Promise<AtWork>, settleSeconds: number): Promise<readonly number[]> => {
  const { pids, stop } = await start();
  try {
    await sleep(settleSeconds * 1000);
    const samples = pids.map((): number[] => []);
    for (let i = 0; i < SAMPLES; i++) {
      for (const [at, pid] of pids.entries()) samples[at]?.push(rssOf(pid));
      await sleep(settleSeconds > SAMPLES ? 1000 : 50);
    }
    return samples.map(median);
  } finally {
    await stop();
  }
};

/** @throws Error on a system without /proc */
const rssOf = (pid: number): number => {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return (Number(kilobytes) * 1024) / 1e6;
};
