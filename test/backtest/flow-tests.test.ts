import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");

/** A wire source with one raw tag in another unit, its decisions in a function and a switch: what any flow has. */
const FLOW = [
  { id: "tab", type: "tab", label: "extruder" },
  { id: "type", type: "twinloom-asset-type", kind: "extruder-cooling", definition: "", place: "" },
  {
    ...{ id: "source", type: "twinloom-sensor-source", z: "tab", name: "extruder", x: 1, y: 1, assetType: "type" },
    ...{ asset: "extruder-1", protocol: "mqtt", tags: [{ tag: "barrel", channel: "barrelTemperature", unit: "K" }] },
    wires: [["latest"], ["refused"]],
  },
  {
    ...{ id: "latest", type: "function", z: "tab", name: "latest", x: 1, y: 1, outputs: 1, libs: [], wires: [["out"]] },
    func: "return { topic: msg.payload.asset, payload: Math.round(msg.payload.values.barrelTemperature) };",
  },
  { id: "out", type: "mqtt out", z: "tab", name: "to the plant", x: 1, y: 1, topic: "", broker: "", wires: [] },
  { id: "refused", type: "debug", z: "tab", name: "refused", x: 1, y: 1, wires: [] },
];
const RAW = { to: "extruder", message: { topic: "barrel", payload: 473.15, time: 1_777_600_000_000 } };

describe("twinloom test", () => {
  const folder = temporaryFolder();
  after(folder.remove);

  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", "scripts/twinloom.ts", "test", ...args], {
      ...{ cwd: root, encoding: "utf8", maxBuffer: 1e9 },
      env: { ...process.env, ...env },
    });
  const write = (name: string, tests: unknown, flow = "flow.json"): string => {
    const file = join(folder.path, name);
    writeFileSync(
      file,
      typeof tests === "string" ? tests : JSON.stringify({ schema: "twinloom/flow-test@1", flow, tests }),
    );
    return file;
  };
  before(() => writeFileSync(join(folder.path, "flow.json"), JSON.stringify(FLOW)));

  it("runs the tests that the demo flow is shipped with, the same under another clock zone, language and number of processes", () => {
    const [here, there] = [
      run(["--json", "--jobs", "2"]),
      run(["--json", "--jobs", "1"], { TZ: "Asia/Kathmandu", LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8" }),
    ];
    assert.deepEqual(
      JSON.parse(here.stdout).results.map(({ passed, mismatches }: { passed: boolean; mismatches: unknown }) => [
        passed,
        mismatches,
      ]),
      [
        [true, []],
        [true, []],
      ],
    );
    assert.equal(here.status, 0);
    assert.ok(there.stdout === here.stdout, "the same, byte for byte");
  });

  it("says of each decision that is not as expected what was expected and what came, and ends with 1", () => {
    const file = write("wrong.test.json", [
      {
        name: "right",
        given: [RAW],
        expect: { received: { "to the plant": [{ topic: "extruder-1", payload: 200 }] } },
      },
      { name: "wrong", given: [RAW], expect: { received: { "to the plant": [{ payload: { atLeast: 201 } }] } } },
    ]);
    const { status, stdout } = run([file]);
    assert.equal(status, 1);
    assert.match(stdout, /^ok .*right$/m);
    assert.match(
      stdout,
      /^FAIL.*wrong\n +received\.to the plant\[0\]\.payload\n +expected +\{"atLeast":201\}\n +got +200$/m,
    );
    assert.match(stdout, /1 passed, 1 failed\n$/);
  });

  it("says where it has looked when there is none", () => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, "scripts/twinloom.ts"), "test"], {
      ...{ cwd: folder.path, encoding: "utf8" },
    });
    assert.equal(status, 1);
    assert.match(stderr, /TWIN-FLOWTEST-001: There is no flow test in .*flows/);
  });

  it("fails where an error came that the test does not name", () => {
    const message = { topic: "barrel", payload: "hot", time: 1_777_600_000_000 };
    const given = [{ to: "extruder", message }];
    const { stdout } = run([write("error.test.json", [{ name: "text", given, expect: { orders: [] } }])]);
    assert.match(stdout, /errors\.TWIN-SOURCE-\d{3}\n +expected +0\n +got +1/);
  });

  it("takes a recording, converts its unit, and says which can't be", () => {
    const csv = (name: string, head: string, value: number): string => {
      writeFileSync(
        join(folder.path, name),
        `time;${head}\n2026-05-01T00:00:00Z;${value}\n2026-05-01T00:00:01Z;${value}\n`,
      );
      return name;
    };
    const test = (name: string, recording: string) => ({
      ...{ name, given: [{ to: "extruder", recording }] },
      expect: { received: { latest: { count: 1 }, "to the plant": [{ payload: 200 }] } },
    });
    const { stdout } = run([
      write("recorded.test.json", [
        test("kelvin", csv("kelvin.csv", "barrelTemperature [K]", 473.15)),
        test("bar", csv("bar.csv", "barrelTemperature [bar]", 200)),
        test("no time", csv("none.csv", "x", 1).replace("none", "missing")),
      ]),
    ]);
    assert.match(stdout, /^ok .*kelvin$/m);
    assert.match(stdout, /FAIL.*bar\n +TWIN-FLOWTEST-007: .*barrelTemperature in bar.*Cel/);
    assert.match(stdout, /FAIL.*no time\n +TWIN-FLOWTEST-006: .*missing\.csv/);
  });

  it("says what is wrong with a file of tests, and goes on with the others", () => {
    const expect = { orders: [] };
    const test = { name: "x", given: [RAW], expect };
    copyFileSync(join(folder.path, "flow.json"), join(folder.path, "alien.json"));
    writeFileSync(
      join(folder.path, "alien.json"),
      JSON.stringify([...FLOW, { id: "a", type: "no-such-node", z: "tab", wires: [] }]),
    );
    const { status, stdout } = run([
      write("broken.test.json", "{"),
      write("empty.test.json", [{ name: "x", given: [RAW], expect: {} }]),
      write("typo.test.json", [{ ...test, expect: { order: [] } }]),
      write("nobody.test.json", [{ ...test, given: [{ ...RAW, to: "nobody" }] }]),
      write("soon.test.json", [
        {
          ...test,
          given: [
            {
              to: "extruder",
              readings: { asset: "e", from: "soon", everySeconds: 1, count: 1, channels: { coolingFlow: 1 } },
            },
          ],
        },
      ]),
      write("alien.test.json", [test], "alien.json"),
      write("none.test.json", [test], "none.json"),
      write("good.test.json", [test]),
    ]);
    assert.equal(status, 1);
    assert.match(stdout, /broken\.test\.json\n +TWIN-FLOWTEST-002/);
    assert.match(stdout, /empty\.test\.json\n +TWIN-FLOWTEST-003: .* at \/tests\/0\/expect/);
    assert.match(stdout, /typo\.test\.json\n +TWIN-FLOWTEST-003: .* at \/tests\/0\/expect: .*order/);
    assert.match(stdout, /nobody\.test\.json: x\n +TWIN-FLOWTEST-004: .*nobody.*extruder/);
    assert.match(stdout, /soon\.test\.json: x\n +TWIN-FLOWTEST-005/);
    assert.match(stdout, /alien\.test\.json: x\n +TWIN-BACKTEST-005: .*no-such-node/);
    assert.match(stdout, /none\.test\.json\n +TWIN-REV-009/);
    assert.match(stdout, /1 passed, 7 failed\n$/);
  });
});
