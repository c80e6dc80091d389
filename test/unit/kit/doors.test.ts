import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, glob, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packageRoot } from "../../support/node-red.ts";

/** File of a house that breaks its rules -> its text, and the rule it breaks (none: it is right). */
const HOUSE: Readonly<Record<string, readonly [text: string, rule?: string]>> = {
  "dist/models/twin/right.js": ['import Type from "typebox"; export const right = Type;'],
  "dist/models/twin/clock.js": ['import { hrtime } from "node:process"; export default hrtime;', "models-are-pure"],
  "dist/models/twin/outward.js": ['import "../../nodes/kit/right.js";', "models-are-pure"],
  "dist/nodes/kit/right.js": ['import "../../models/twin/right.js"; import "node:fs"; export const kit = 1;'],
  "dist/nodes/kit/room.js": ['import "../store/right.js";', "rooms-do-not-meet"],
  "dist/nodes/store/right.js": ['import "../kit/right.js"; export const open = () => import("./influx1/right.js");'],
  "dist/nodes/store/influx1/right.js": ['export const client = () => import("influx");'],
  "dist/nodes/store/influx1/eager.js": ['import "influx";', "client-imported-lazily-influx1"],
  "dist/nodes/store/elsewhere.js": ['export const client = () => import("influx");', "client-in-its-adapter-influx1"],
  "dist/nodes/store/runtime.js": ['import "@node-red/util";', "node-red-stays-behind-the-kit"],
  "dist/nodes/twin-state/neighbour.js": ['import "../store/right.js";', "rooms-do-not-meet"],
  "dist/nodes/twin-state/script.js": ['import "../../scripts/tool.js";', "rooms-do-not-meet"],
  "dist/nodes/twin-state/gone.js": ['import "./not-there.js";', "resolvable"],
  "dist/nodes/twin-state/chicken.js": ['import "./egg.js";', "no-cycles"],
  "dist/nodes/twin-state/egg.js": ['import "./chicken.js"; // a cycle is told once'],
  "dist/scripts/tool.js": ["export const tool = 1;"],
  "resources/nodes/kit/editor/right.js": ["export const form = 1;"],
  "resources/nodes/store/editor.browser.js": ['import "../kit/editor/right.js";'],
  "resources/nodes/store/wrong.browser.js": ['import "typebox";', "editor-stays-in-the-browser"],
};

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

const violations = (folder: string): Promise<readonly Violation[]> =>
  new Promise((resolve, reject) => {
    const depcruise = join(packageRoot, "node_modules/.bin/depcruise");
    const options = ["--config", ".dependency-cruiser.cjs", "--output-type", "json", "dist", "resources"];
    execFile(process.execPath, [depcruise, ...options], { cwd: folder, maxBuffer: 64e6 }, (error, stdout) => {
      // it leaves with the number of violations; without a report it has failed
      if (!stdout) reject(error);
      else resolve((JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations);
    });
  });

describe("the doors between the rooms", () => {
  let found: readonly Violation[];
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "twinloom-doors-"));
    for (const [path, [text]] of Object.entries(HOUSE)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    for (const file of [".dependency-cruiser.cjs", "package.json"]) {
      await cp(join(packageRoot, file), join(folder, file));
    }
    await symlink(join(packageRoot, "node_modules"), join(folder, "node_modules"));
    found = await violations(folder);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const [path, [text, rule]] of Object.entries(HOUSE)) {
    it(`${rule ? `stop ${path} by ${rule}` : `let ${path} through`}: ${text}`, () => {
      const rules = new Set(found.filter(({ from }) => from === path).map((one) => one.rule.name));
      assert.deepEqual([...rules], rule ? [rule] : []);
    });
  }

  it("hold for types too, which vanish from the compiled code", async () => {
    const wrong: string[] = [];
    for await (const path of glob("{models,nodes}/**/*.ts", { cwd: packageRoot })) {
      const text = await readFile(join(packageRoot, path), "utf8");
      for (const [, target = ""] of text.matchAll(/from "(\.[^"]+)"/g)) {
        const to = join(dirname(path), target);
        const [area, room] = path.split("/");
        const allowed = area === "models" ? ["models/"] : ["models/", "nodes/kit/", `nodes/${room}/`];
        if (!allowed.some((place) => to.startsWith(place))) wrong.push(`${path} -> ${to}`);
      }
    }
    assert.deepEqual(wrong, []);
  });
});
