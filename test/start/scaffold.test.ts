import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { PROPOSAL_TAG, type Proposal } from "../../models/scaffold/proposal.ts";
import { readProposal } from "../../models/scaffold/read-proposal.ts";
import { type PlantProcess, startPlant } from "../plant/plant-process.ts";
import { type AsyncuaServer, asyncuaPython, startAsyncuaServer } from "../support/asyncua-server.ts";
import { freePort } from "../support/free-port.ts";
import { packageRoot } from "../support/node-red.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const run = promisify(execFile);

/** Latin-1, as a PLC tool under Windows writes it. */
const LIST = `Messstelle;Bezeichnung;Einheit;Typ;Warnung max
P7_SIC01;Drehzahl Pumpe;U/min;REAL;3450
P7_FIC02;Durchfluss;m³/h;REAL;
P7_PI03;Saugdruck;bar;REAL;
P7_PI04;Förderdruck;bar;REAL;9,5
P7_JI05;Leistung Motor;kW;REAL;
P7_TI06;Lagertemperatur;°C;REAL;
P7_VI07;Schwinggeschwindigkeit;mm/s;REAL;
P7_X9;;;REAL;`;

describe("twinloom scaffold", () => {
  const folder = temporaryFolder();
  const file = (name: string): string => join(folder.path, name);
  const twinloom = (...args: string[]) => run(process.execPath, [join(packageRoot, "scripts/twinloom.ts"), ...args]);
  const scaffold = (...args: string[]) => twinloom("scaffold", "--home", folder.path, ...args);
  const failed = async (...args: string[]): Promise<{ code: number; stderr: string }> =>
    scaffold(...args).then(
      () => assert.fail("it has not failed"),
      (error: { code: number; stderr: string }) => error,
    );
  let plant: PlantProcess | undefined;
  let other: AsyncuaServer | undefined;
  after(async () => {
    await plant?.stop();
    await other?.kill();
    folder.remove();
  });

  it("writes a proposal for a tag list, which is corrected and becomes a flow", async () => {
    writeFileSync(file("tags.csv"), Buffer.from(LIST, "latin1"));
    const { stdout } = await scaffold(file("tags.csv"), "--asset", "pump-7", "--out", file("proposal.csv"));
    assert.match(stdout, /pump-7: asset type centrifugal-pump \(7 of 7 channels found/);
    assert.match(stdout, /7 of 8 tags used, 1 not\./);
    const table = readFileSync(file("proposal.csv"), "utf8");
    writeFileSync(file("proposal.csv"), table.replace(/^no,P7_X9,,/m, "yes,P7_X9,oilPressure,bar"));
    await scaffold("--apply", file("proposal.csv"), "--opcua", "opc.tcp://plc:4840", "--out", file("flow.json"));
    const flow: Record<string, unknown>[] = JSON.parse(readFileSync(file("flow.json"), "utf8"));
    const [type, source] = ["twinloom-asset-type", "twinloom-sensor-source"].map((one) =>
      flow.find((node) => node["type"] === one),
    );
    const definition = JSON.parse(String(type?.["definition"]));
    assert.equal(definition.physics, "centrifugal-pump");
    assert.deepEqual(definition.channels.dischargePressure.normal, { max: 9.5 });
    assert.equal(definition.channels.oilPressure.unit, "bar");
    assert.partialDeepStrictEqual(source, { asset: "pump-7", protocol: "opcua", opcuaEndpoint: "opc.tcp://plc:4840" });
  });

  it("hands its proposal to a template for any machine", async () => {
    const given = ["--asset", "press-3", "--param", `tags=@${file("proposal.csv")}`];
    const { stdout } = await twinloom("new", "--template", "any-condition-monitoring", ...given);
    const flow: Record<string, unknown>[] = JSON.parse(stdout);
    const source = flow.find(({ type }) => type === "twinloom-sensor-source");
    const rows = source?.["tags"];
    assert.ok(Array.isArray(rows) && rows.length === 8);
    assert.partialDeepStrictEqual(rows.at(-1), { tag: "P7_X9", channel: "oilPressure", unit: "bar" });
  });

  it("says with its code and exit code what can't be used", async () => {
    writeFileSync(file("wrong.csv"), "unit;min\nbar;1");
    assert.match((await failed(file("wrong.csv"))).stderr, /^TWIN-SCAFFOLD-002: /);
    assert.match((await failed("--apply", file("wrong.csv"))).stderr, /^TWIN-SCAFFOLD-003: /);
    assert.match((await failed(file("none.csv"))).stderr, /^TWIN-SCAFFOLD-009: /);
    assert.equal((await failed()).code, 2);
  });

  it("proposes the demo plant's pump for what its OPC UA server has", async () => {
    plant = await startPlant();
    const { stdout } = await scaffold(
      "--opcua",
      `opc.tcp://127.0.0.1:${plant.ports.opcua}`,
      "--asset",
      "pump-1",
      "--json",
    );
    const proposal: Proposal & { readonly assetType: object } = JSON.parse(stdout);
    assert.equal(proposal.schema, PROPOSAL_TAG);
    assert.deepEqual(proposal.assetType, { kind: "centrifugal-pump" });
    const used = proposal.rows.filter(({ use }) => use).map(({ tag, channel, unit }) => [tag, channel, unit]);
    assert.deepEqual(used[1], ["nsu=urn:twinloom:plant;s=pump-1.flow", "flow", "m3/h"]);
    assert.equal(used.length, 7);
    assert.ok(proposal.rows.some(({ use, why }) => !use && /set-point/.test(why)));
    const below = (node: string) =>
      scaffold("--opcua", `opc.tcp://127.0.0.1:${plant?.ports.opcua}`, "--node", node, "--out", file("below.csv"));
    const { stdout: said } = await below("nsu=urn:twinloom:plant;s=pump-1");
    assert.match(said, /7 of 9 tags used[\s\S]*--apply \S+below\.csv --opcua opc\.tcp:\S+ --out/);
    const refused = async (node: string) =>
      below(node).then(
        () => "",
        ({ stderr }: { stderr: string }) => stderr,
      );
    assert.match(await refused("ns=2;s=nothing"), /^TWIN-SOURCE-070: .*BadNodeIdUnknown/);
    assert.match(await refused("nsu=urn:nowhere;s=pump-1"), /^TWIN-SOURCE-070: .*no such namespace/);
  });

  it("reads units by their code, normal ranges and descriptions from a server of another make", async function () {
    const python = await asyncuaPython();
    if (!python) return this.skip();
    other = await startAsyncuaServer(python, await freePort(), file("asyncua"));
    await scaffold(
      "--opcua",
      other.endpoint,
      "--user",
      "operator",
      "--password-file",
      passwordFile(),
      "--out",
      file("other.csv"),
    );
    const { rows, type } = readProposal(readFileSync(file("other.csv"), "utf8"), "other.csv");
    assert.equal(type, "own");
    const of = (name: string) => rows.find(({ tag }) => tag.endsWith(`s=${name}`));
    assert.partialDeepStrictEqual(of("speed"), { use: true, channel: "speed", unit: "1/min" });
    assert.partialDeepStrictEqual(of("temperature"), { use: true, unit: "Cel", normal: { min: 10, max: 80 } });
    assert.partialDeepStrictEqual(of("odd"), { use: false });
    assert.match(of("bands")?.why ?? "", /is no number/);
    assert.equal(rows.length, 11);
  });

  const passwordFile = (): string => {
    writeFileSync(file("password"), "right\n");
    return file("password");
  };
});
