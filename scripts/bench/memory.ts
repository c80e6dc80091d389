import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { type NodeRedOptions, startNodeRed } from "../../test/support/node-red.ts";
import { RUNTIME_ENV, RUNTIME_FLAGS } from "../start/runtime-flags.ts";
import type { SectionOptions, SectionResult } from "./figure.ts";
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
    const { bare, bareWithFlags, idle, edge, withOpcua } = await sideBySide(settleSeconds, {
      bare: { nodesDir: null, settings },
      bareWithFlags: { ...ours, nodesDir: null },
      idle: ours,
      edge: { ...ours, flows: headlessFlow({ opcua: false }) },
      withOpcua: { ...ours, flows: headlessFlow({ opcua: true }) },
    });
    const against = { name: "bare Node-RED", value: bare };
    return {
      figures: [
        {
          name: "bare Node-RED with our flags",
          value: bareWithFlags,
          unit: "MB",
          against,
          ratio: bareWithFlags / bare,
        },
        { name: "our palette, no flow", value: idle, unit: "MB", against, ratio: idle / bare },
        {
          name: "three machines on MQTT and Modbus",
          value: edge,
          unit: "MB",
          against,
          ratio: edge / bare,
          target: { of: "ratio", atMost: 1.6 },
        },
        {
          name: "four machines, OPC UA too",
          value: withOpcua,
          unit: "MB",
          against,
          ratio: withOpcua / bare,
          target: { of: "ratio", atMost: 2.3 },
        },
      ],
      notes: [
        `Resident set, the median of ${SAMPLES} samples over ${SAMPLES} s after ${settleSeconds} s of plant data (an hour a second). No editor, no dashboard and no contributed palette on either side, as \`twinloom run\` has it.`,
        `Ours runs with ${[...RUNTIME_FLAGS, ...environment].join(" ")}, as \`twinloom start\` starts it; bare Node-RED as \`node-red\` starts.`,
      ],
    };
  } finally {
    await plant.stop();
  }
};

/** All end before one's failure is told, so that none is left over. */
const sideBySide = async <K extends string>(
  settleSeconds: number,
  runtimes: Readonly<Record<K, NodeRedOptions>>,
): Promise<Record<K, number>> => {
  const entries = Object.entries<NodeRedOptions>(runtimes);
  const settled = await Promise.allSettled(entries.map(([, options]) => rssMb(options, settleSeconds)));
  const measured = settled.map((one, i) => {
    if (one.status === "rejected") throw one.reason;
    return [entries[i]?.[0], one.value];
  });
  return Object.fromEntries(measured);
};

const rssMb = async (options: NodeRedOptions, settleSeconds: number): Promise<number> => {
  const runtime = await startNodeRed(options);
  try {
    await sleep(settleSeconds * 1000);
    const samples: number[] = [];
    for (let i = 0; i < SAMPLES; i++) {
      samples.push(rssOf(runtime.pid ?? 0));
      await sleep(settleSeconds > SAMPLES ? 1000 : 50);
    }
    return median(samples);
  } finally {
    await runtime.stop();
  }
};

/** @throws Error on a system without /proc */
const rssOf = (pid: number): number => {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return (Number(kilobytes) * 1024) / 1e6;
};
