import { setTimeout as wait } from "node:timers/promises";
import { nextStep } from "../../models/shadow/next-step.ts";
import type { ShadowPlan } from "../../models/shadow/shadow-plan.ts";
import { headOf } from "../revisions/history.ts";
import { readFlowFile } from "../revisions/running-flow.ts";
import { promoteShadow, returnLive } from "./change-live.ts";
import { comparer } from "./compare-round.ts";
import { readPlan, shadowFlowFile, writePlan } from "./shadow-files.ts";
import { shadowRun } from "./shadow-run.ts";
import { writeStatus } from "./shadow-status.ts";

/** A flow in shadow in a process of its own: `worker.ts HOME`. Ends with 0 when its plan is another or has ended. */
const [home = ""] = process.argv.slice(2);
const EVERY_MS = 2000;

process.on("disconnect", () => process.exit(1));

const plan = readPlan(home);
if (!plan || plan.phase === "ended") process.exit(0);
try {
  await work(plan);
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function work(own: ShadowPlan): Promise<void> {
  const flow = readFlowFile(shadowFlowFile(home, own.id));
  const run = await shadowRun(home, own.id, flow, own.startMs - own.warmUpMs);
  const compare = comparer(home, own, run);
  while (readPlan(home)?.id === own.id && readPlan(home)?.phase === own.phase) {
    const progress = await run.advance(own.lagMs);
    const comparison = await compare(progress);
    writeStatus(home, own.id, {
      beatMs: Date.now(),
      pid: process.pid,
      ...progress,
      ...comparison,
      errors: run.errors(),
    });
    if (act(own, progress.cursorMs, comparison.passed)) return;
    if (progress.cursorMs >= progress.newestMs) await wait(EVERY_MS);
  }
}

/** True where it was the last look. */
function act(own: ShadowPlan, cursorMs: number, passed: Parameters<typeof returnLive>[2]): boolean {
  if (headOf(home) !== own.live) {
    if (own.phase === "watch")
      writePlan(home, { ...own, phase: "ended", end: `another flow was deployed: ${headOf(home)}` });
    return own.phase === "watch";
  }
  switch (nextStep(own, cursorMs, passed.length)) {
    case "wait":
      return false;
    case "promote":
      promoteShadow(home, { by: "twinloom", why: `no limit of ${own.limits.join(", ") || "none"} is passed` });
      return true;
    case "return":
      returnLive(home, own, passed);
      return true;
    case "end":
      writePlan(home, { ...own, phase: "ended", end: "watched to the end, no limit was passed" });
      return true;
  }
}
