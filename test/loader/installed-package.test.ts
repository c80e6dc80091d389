import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { glob, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import type { NodeSchema } from "../../nodes/kit/node-schema.ts";
import { rooms } from "../../scripts/build/rooms.ts";
import { loadSchema } from "../../scripts/build/write-room.ts";
import { openAdminApi } from "../support/admin-api.ts";
import { installPackage } from "../support/installed-package.ts";
import { packageRoot, type RunningNodeRed, startNodeRed } from "../support/node-red.ts";
import { ownPlace, startTwinloom } from "../support/started-twinloom.ts";

interface NodeSet {
  readonly id: string;
  readonly module: string;
  readonly types: readonly string[];
  readonly enabled: boolean;
  readonly err?: string;
}

/** A server that is not there is a state of the plant, not a fault of a flow. */
const AWAY = /ECONNREFUSED|connection refused|not reach|no connection|Disconnected|Connection failed/i;

describe("the package, installed into an empty folder", () => {
  const schemas = new Map<string, NodeSchema>();
  let folder: string;
  let red: RunningNodeRed;
  let sets: readonly NodeSet[];

  before(async () => {
    for (const room of await rooms(packageRoot)) schemas.set(room, await loadSchema(join(packageRoot, "nodes", room)));
    folder = await installPackage();
    red = await startNodeRed({ nodesDir: null, red: join(folder, "node_modules/node-red/red.js") });
    const all = await red.json<NodeSet[]>("/nodes", { accept: "application/json" });
    sets = all.filter(({ module }) => module === "twinloom");
  });
  after(async () => {
    await red?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  it("brings the command line", async () => {
    const run = async (...args: string[]): Promise<string> => {
      const env = { ...process.env, TWINLOOM_HOME: join(folder, "home") };
      return (await promisify(execFile)("npx", ["--no-install", "twinloom", ...args], { cwd: folder, env })).stdout;
    };
    const { version } = JSON.parse(await readFile(join(packageRoot, "package.json"), "utf8"));
    assert.equal((await run("--version")).trim(), version);
    await run("user", "add", "jane");
    assert.equal(await run("user", "list"), "jane\toperator\n");
    await assert.rejects(
      run("start"),
      /TWIN-START-004: The demo plant is not part of an installed package.*--no-plant/,
    );
    for (const [command, said] of [
      ["train cmapss --data none --subset FD001 --out x", /TWIN-CMAPSS-001/],
      ["train femto --data none --out x", /TWIN-FEMTO-002/],
      ["evaluate cmapss --data none --subset FD001 --cross-validate", /TWIN-CMAPSS-001/],
      ["data get cmapss --from none", /TWIN-DATA-004/],
      ["models list", /TWIN-STORE-001/],
    ] as const) {
      await assert.rejects(run(...command.split(" ")), said, command);
    }
    const python = await readFile(join(folder, "node_modules/twinloom/models/training/train.py"), "utf8");
    assert.match(python, /^def main/m, "what is trained with is part of the package");
  });

  it("starts by its command line, and ends at Ctrl-C", async () => {
    const twinloom = await startTwinloom(await ownPlace(join(folder, "started")), ["--no-plant"], {
      cwd: folder,
      command: ["npx", "--no-install", "twinloom", "start"],
    });
    const get = await openAdminApi(twinloom.url, "admin", twinloom.passwords["admin"]);
    const found = (await get?.<NodeSet[]>("/nodes"))?.filter(({ module }) => module === "twinloom") ?? [];
    assert.deepEqual(found.flatMap(({ types }) => types).sort(), sets.flatMap(({ types }) => types).sort());
    for (const { id, err } of found) assert.ok(!err, `${id}: ${err}`);
    assert.match(twinloom.printed(), /change it with: npx twinloom user password NAME/);
    assert.equal(await twinloom.stop(), 0);
    assert.deepEqual(twinloom.processes(), []);
  });

  it("registers every node without an error", () => {
    const types = [...schemas.values()].map(({ type }) => type).sort();
    assert.deepEqual(sets.flatMap((set) => set.types).sort(), types);
    for (const { id, err, enabled } of sets) assert.ok(enabled && !err, `${id}: ${err}`);
  });

  it("has a form, an icon and the scripts of the form for every node", async () => {
    const page = await (await red.get("/nodes", { accept: "text/html" })).text();
    const icons = await red.json<Record<string, string[]>>("/icons");
    for (const [room, { type }] of schemas) {
      assert.ok(page.includes(`data-template-name="${type}"`), `form of ${type}`);
      assert.ok(icons["twinloom"]?.includes(`${room}.svg`), `icon of ${type}`);
    }
    const scripts = new Set([...page.matchAll(/src="(resources\/twinloom\/[^"]+)"/g)].map(([, path]) => path));
    assert.ok(scripts.size > 0);
    for (const path of scripts) assert.equal((await red.get(`/${path}`)).status, 200, path);
  });

  for (const [language, heading] of [
    ["en-US", "### Settings"],
    ["de", "### Einstellungen"],
  ] as const) {
    it(`has help and words in ${language} for every node`, async () => {
      const page = await (await red.get("/nodes", { accept: "text/html", "accept-language": language })).text();
      const words = await red.json<Record<string, { label?: string }>>(`/nodes/messages?lng=${language}`);
      for (const [room, { type, label }] of schemas) {
        const help = page.split(`data-help-name="${type}"`)[1]?.split("</script>")[0] ?? "";
        assert.ok(help.includes(heading), `help of ${type}`);
        const said = words[`twinloom/${room}`]?.label;
        assert.ok(said, `label of ${type}`);
        if (language === "en-US") assert.equal(said, label);
      }
    });
  }

  it("offers every flow and example in the Import dialog, and deploys each without an error", async () => {
    const paths: string[] = [];
    for await (const path of glob("*.json", { cwd: join(folder, "node_modules/twinloom/examples") })) paths.push(path);
    for (const room of schemas.keys()) assert.ok(paths.includes(`${room}.json`), `example of ${room}`);
    for (const path of paths.sort()) {
      const offered = await red.get(`/library/examples/flows/twinloom/${path.replace(".json", "")}`);
      assert.equal(offered.status, 200, `${path} in the Import dialog`);
      const flow = JSON.parse(await readFile(join(folder, "node_modules/twinloom/examples", path), "utf8"));
      const before = red.log().length;
      await red.deploy(flow);
      await wait(1000);
      const said = red.log().slice(before);
      assert.doesNotMatch(said, /Waiting for missing types/, path);
      const errors = said.split("\n").filter((line) => line.includes("[error]") && !AWAY.test(line));
      assert.deepEqual(errors, [], path);
    }
  });
});
