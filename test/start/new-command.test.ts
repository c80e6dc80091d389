import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { templates } from "../../models/templates/templates.ts";
import { keptFlow } from "../../scripts/revisions/running-flow.ts";
import { plantDefaults } from "../../scripts/start/plant-defaults.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");

describe("twinloom new", () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  const run = (...args: string[]) => {
    const command = [join(root, "scripts/twinloom.ts"), "new", ...args, "--home", folder.path];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, {
      env: { ...process.env, ...plantDefaults({}) },
    });
    return { status, out: stdout.toString(), err: stderr.toString() };
  };

  it("lists every template with its level, and what one asks for", () => {
    const { out } = run("--list");
    for (const { name, level } of templates) assert.match(out, new RegExp(`^${name} +${level} `, "m"));
    assert.match(run("--list", "--template", "pump-what-if").out, /^horizonHours +720 +\[h\] Horizon: /m);
  });

  it("writes a flow of the tags in a CSV file, and says what comes next", () => {
    const tags = join(folder.path, "tags.csv");
    writeFileSync(tags, "channel;tag;unit;alarmAbove\r\noil;ns=1;Cel;80,5\r\nspeed;ns=2;1/min;\r\n");
    const file = join(folder.path, "gear.json");
    const params = ["--param", `tags=@${tags}`, "--param", "machine=Gearbox"];
    const { status, err } = run(
      "--template",
      "any-condition-monitoring",
      "--asset",
      "gear-3",
      ...params,
      "--out",
      file,
    );
    assert.equal(status, 0, err);
    assert.match(err, /Next: .*Import/);
    assert.ok(err.includes(`--param asset=gear-3 --param tags=@${tags} --param machine=Gearbox --deploy`), err);
    assert.match(err, /Not given, so as for the demo plant: protocol, opcuaEndpoint, runningChannel, runningAbove\./);
    const type = JSON.parse(readFileSync(file, "utf8")).find(
      (node: { type: string }) => node.type === "twinloom-asset-type",
    );
    assert.deepEqual(JSON.parse(type.definition).channels.oil.alarm, { max: 80.5 });
  });

  it("adds a second machine to the flow of a home, and refuses it a third time", () => {
    const first = run("--template", "pump-remaining-life", "--asset", "pump-7", "--deploy");
    assert.equal(first.status, 0, first.err);
    const second = run("--template", "fan-what-if", "--asset", "fan-9", "--deploy");
    assert.equal(second.status, 0, second.err);
    const flow = keptFlow(folder.path);
    assert.equal(flow.filter(({ type }) => type === "tab").length, 2);
    assert.equal(flow.filter(({ type }) => type === "twinloom-store").length, 1);
    const third = run("--template", "fan-diagnosis", "--asset", "fan-9", "--deploy");
    assert.equal(third.status, 1);
    assert.match(third.err, /^TWIN-TEMPLATE-015: fan-9 is in the flow already/);
    assert.deepEqual(keptFlow(folder.path), flow);
  });

  it("ends with 1 and a code for a wrong parameter, with 2 for wrong usage", () => {
    const wrong = run("--template", "pump-what-if", "--param", "horizonHours=0");
    assert.deepEqual([wrong.status, wrong.out], [1, ""]);
    assert.match(wrong.err, /^TWIN-TEMPLATE-004: pump-what-if: the parameter horizonHours/);
    assert.match(
      run("--template", "pump-what-if", "--param", "tags=@nowhere.csv").err,
      /^TWIN-TEMPLATE-016: .*nowhere/,
    );
    assert.equal(run().status, 2);
    assert.equal(run("--template", "pump-what-if", "--param", "horizonHours").status, 2);
  });
});
