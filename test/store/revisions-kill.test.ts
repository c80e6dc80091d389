import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { joinFlow } from "../../models/revisions/join-flow.ts";
import { readTree } from "../../scripts/revisions/flow-tree.ts";
import { allRevisions } from "../../scripts/revisions/history.ts";
import { runningFlow } from "../../scripts/revisions/running-flow.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const KILLS = 8;
const TABS = 4;

/** Deploys over and over: every node carries the number of the deploy, over several tabs. */
const DEPLOYING = (home: string): string => `
import { commitFlow } from ${JSON.stringify(join(import.meta.dirname, "../../scripts/revisions/commit-flow.ts"))};
const start = Number(process.argv[2]);
for (let n = start; ; n++) {
  const nodes = Array.from({ length: ${TABS} }, (_, i) => [
    { id: "t" + i, type: "tab", label: "" },
    { id: "n" + i, type: "change", z: "t" + i, deploy: n, wires: [] },
  ]).flat();
  commitFlow(${JSON.stringify(home)}, nodes, { user: "test", message: String(n) });
  process.stdout.write(n + "\\n");
}`;

describe("a store of revisions whose process is killed while it deploys", () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  it("runs one whole deploy afterwards, none that was acknowledged is lost, and the next goes on from there", async () => {
    const home = join(folder.path, "home");
    const script = join(folder.path, "deploy.ts");
    writeFileSync(script, DEPLOYING(home));
    let next = 1;
    for (let kill = 0; kill < KILLS; kill++) {
      const child = spawn(process.execPath, [script, String(next)], { stdio: ["ignore", "pipe", "inherit"] });
      const gone = once(child, "exit");
      let said = "";
      child.stdout.on("data", (text) => (said += text));
      await once(child.stdout, "data");
      // anywhere in a deploy, which takes some milliseconds
      await new Promise((resolve) => setTimeout(resolve, 5 + 7 * kill));
      child.kill("SIGKILL");
      await gone;
      const acknowledged = Number(said.trim().split("\n").at(-1));
      const { nodes, problem } = runningFlow(home);
      assert.equal(problem, undefined);
      const deploys = new Set(nodes.filter(({ type }) => type === "change").map((node) => Number(node["deploy"])));
      assert.equal(deploys.size, 1, "of one deploy alone");
      const [found = 0] = deploys;
      assert.ok(found >= acknowledged && found <= acknowledged + 1, `${found} after ${acknowledged}`);
      assert.deepEqual(joinFlow(readTree(home)), nodes);
      next = found + 1;
    }
    const { whole, broken } = allRevisions(home);
    assert.deepEqual(broken, []);
    assert.ok(whole.length >= KILLS);
  });
});
