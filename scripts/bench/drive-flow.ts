import type { Features } from "../../models/telemetry/features.ts";
import { embeddedNodeRed } from "./embedded-node-red.ts";
import { fleet } from "./fleet.ts";
import { throughputFlow } from "./throughput-flow.ts";

/**
 * The process that measures our flow: `drive-flow.ts readings|telemetry MS ROUNDS`. Sends bursts of 100 readings as fast
 * as the runtime takes them, ends each round when the forecast of a marker machine has come out at the far end, and proves
 * at the end that every reading has reached a window. Prints `{"perSecond": [...], "forecasts": n, "rssMb": n}`.
 */
const [input = "readings", ms = "1000", rounds = "3"] = process.argv.slice(2);
const MARKER = "marker";
/** Longer than the source keeps a batch open. */
const SETTLE_MS = 500;

const nodeOf = await embeddedNodeRed(throughputFlow());
const source = nodeOf("in");
const machines = fleet();
let sent = 0;
let counted = 0;
let forecasts = 0;
let markersBack = 0;
const problems: string[] = [];

nodeOf("counter").on("input", ({ payload }, _send, done) => {
  const { asset, samples } = payload as Features;
  if (asset !== MARKER) for (const name in samples) counted += (samples[name]?.good ?? 0) + (samples[name]?.bad ?? 0);
  done();
});
nodeOf("sink").on("input", ({ payload }, _send, done) => {
  const { asset, status } = payload as { asset: string; status: string };
  if (asset === MARKER) markersBack++;
  else if (status === "ok") forecasts++;
  done();
});
for (const id of ["errors", "refused"]) {
  nodeOf(id).on("input", (message, _send, done) => {
    problems.push(JSON.stringify("error" in message ? message.error : message.payload));
    done();
  });
}

const emit = (): void => {
  if (input === "telemetry") {
    source.send({ payload: machines.microBatch() });
    sent += machines.microBatchReadings;
  } else {
    const payload = machines.readings();
    sent += payload.length;
    source.send({ payload });
  }
};

let markerSecond = 0;
/** Resolves when all that was sent before has gone through the whole flow: two hours later by the marker's time, a window closes. */
const drained = async (): Promise<void> => {
  const before = markersBack;
  do {
    markerSecond += 7200;
    source.send({ payload: machines.twoSeconds(MARKER, markerSecond) });
    for (let turn = 0; turn < 100 && markersBack === before; turn++) await new Promise(setImmediate);
  } while (markersBack === before && problems.length === 0);
};

const round = async (): Promise<number> => {
  const sentBefore = sent;
  const began = performance.now();
  while (performance.now() - began < Number(ms)) {
    emit();
    await new Promise(setImmediate);
  }
  await drained();
  return Math.round(((sent - sentBefore) * 1000) / (performance.now() - began));
};

await drained();
await round();
const perSecond: number[] = [];
for (let i = 0; i < Number(rounds); i++) perSecond.push(await round());

await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
const all = sent;
for (const asset of machines.assets) source.send({ payload: machines.twoSeconds(asset, 10_000_000) });
await drained();
if (counted !== all) problems.push(`${all} readings were sent, ${counted} reached a window`);
if (problems.length > 0) throw new Error(`the flow did not do its job: ${problems.slice(0, 3).join("; ")}`);
console.log(JSON.stringify({ perSecond, forecasts, rssMb: Math.round(process.memoryUsage.rss() / 1e6) }));
process.exit(0);
