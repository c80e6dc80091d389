import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { type BillOfMaterials, billOfMaterials } from "../../../models/release/bill-of-materials.ts";
import { canonicalJson } from "../../../models/release/canonical-json.ts";
import { isAtLeast, isCompatible } from "../../../models/release/is-at-least.ts";
import { plainSecrets } from "../../../models/release/plain-secrets.ts";
import { requiredVariables } from "../../../models/release/required-variables.ts";

const root = join(import.meta.dirname, "../../..");

describe("what a release says of itself", () => {
  it("has the same bytes for the same content, in whatever order it was put together", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).toReversed());
        assert.equal(canonicalJson(reversed), canonicalJson(value));
        assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("compares versions by number, and a pre-release is before its release", () => {
    for (const [have, want, at, fits] of [
      ["1.10.0", "1.9.9", true, true],
      ["1.9.9", "1.10.0", false, false],
      ["2.0.0", "1.0.0", true, false],
      ["0.2.0", "0.1.9", true, false],
      ["0.1.9", "0.1.2", true, true],
      ["1.0.0-beta.1", "1.0.0", false, false],
      ["1.0.0", "1.0.0-beta.1", true, true],
      ["24.21.0", "22.13.0", true, false],
    ] as const) {
      assert.deepEqual([isAtLeast(have, want), isCompatible(have, want)], [at, fits], `${have} for ${want}`);
    }
  });

  it("names the variables that a flow takes from its machine, and none that it sets or writes itself", () => {
    const variable = (name: string): string => `\${${name}}`;
    const flow = [
      { id: "t", type: "tab", env: [{ name: "OWN", value: "1", type: "str" }] },
      {
        id: "a",
        type: "mqtt-broker",
        broker: variable("BROKER"),
        port: variable("PORT"),
        topic: `${variable("OWN")}/${variable("NR_NODE_ID")}`,
      },
      { id: "f", type: "function", func: `return \`${variable("payload")}\`` },
      { id: "off", type: "mqtt in", topic: variable("UNUSED"), d: true },
    ];
    assert.deepEqual(requiredVariables(flow), ["BROKER", "PORT"]);
  });

  it("finds secrets that somebody has put in plain text, and takes none of the flow's own for one", () => {
    const variable = `\${BROKER_PASSWORD}`;
    const tab = (name: string, value: string, type = "str") => ({
      id: name,
      type: "tab",
      env: [{ name, value, type }],
    });
    const flow = [
      { id: "a", type: "mqtt-broker", broker: "mqtt://pump:hunter2@10.0.0.3:1883" },
      { id: "b", type: "mqtt-broker", broker: `mqtt://pump:${variable}@10.0.0.3:1883` },
      { id: "c", type: "http request", url: "https://10.0.0.3:8080/a:b@c" },
      { id: "d", type: "function", func: "node.warn('see opc.tcp://plc:4840 or mail ann@example.org')" },
      { id: "e", type: "x", credentials: { password: "hunter2" } },
      ...[tab("API_TOKEN", "hunter2"), tab("SITE", "north"), tab("DB_PASSWORD", "", "cred"), tab("KEY", "")],
    ];
    assert.deepEqual(
      plainSecrets(flow).map((words) => words.split(" ")[1]),
      ["a", "e", "API_TOKEN"],
    );
    assert.ok(!plainSecrets(flow).join().includes("hunter2"), "they are not told again");
  });

  it("lists every package that is installed with Twinloom and none for developers, with licence and hash", () => {
    const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
    const bill: BillOfMaterials = billOfMaterials(packages, (text) => Buffer.from(text, "base64").toString("hex"));
    const found = new Map(bill.components.map((one) => [`${one.name}@${one.version}`, one]));
    const { dependencies, devDependencies } = packages[""];
    for (const name of Object.keys(dependencies)) assert.ok(found.has(`${name}@${dependencies[name]}`), name);
    assert.ok(!found.has(`mocha@${devDependencies.mocha}`));
    const nodeRed = found.get(`node-red@${dependencies["node-red"]}`);
    assert.deepEqual(nodeRed?.licenses, [{ expression: "Apache-2.0" }]);
    assert.match(nodeRed?.hashes?.[0]?.content ?? "", /^[0-9a-f]{128}$/);
    assert.equal(new Set(bill.components.map((one) => one["bom-ref"])).size, bill.components.length);
  });
});
