import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type EditorStatus, editorStatuses } from "../support/editor-statuses.ts";
import { createFlowTap } from "../support/flow-tap.ts";
import { freePort } from "../support/free-port.ts";
import { findMosquitto } from "../support/mosquitto.ts";
import { type RunningNodeRed, startNodeRed } from "../support/node-red.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { hasOpenssl, makeCertificates } from "../support/test-certificates.ts";
import { badInputFlow } from "./bad-input-flow.ts";
import { type BadRow, type RowProtocol, readBadRows, wrongSettings } from "./bad-row.ts";
import type { Driver, SendInput } from "./driver.ts";
import { expand } from "./expand.ts";
import { startModbusDriver } from "./modbus-driver.ts";
import { startMqttDriver } from "./mqtt-driver.ts";
import { startOpcuaDriver } from "./opcua-driver.ts";
import { pushDriver } from "./push-driver.ts";
import { replayDriver } from "./replay-driver.ts";
import { rowStories } from "./row-story.ts";
import { wireDriver } from "./wire-driver.ts";

const FIRST = 101;
const LAST = 103;
/** A busy machine may answer later than the next poll is due, and than an OPC UA server is waited for: no row is about either. */
const BUSY = /^TWIN-SOURCE-080:|can't be reached: it fell silent/;

/**
 * Every row has a source of its own in one running Node-RED, and all of them are in trouble at the same time: so the stories of the
 * rows run side by side, and each test then looks at its own.
 */
describe("every row of bad-input.json, in Node-RED", () => {
  const folder = temporaryFolder();
  const rows = readBadRows();
  const T = Date.now() - 3_600_000;
  const stories = new Map<string, Promise<unknown>>();
  const inputs = new Map<string, number>();
  let certificates: ReturnType<typeof makeCertificates> | undefined;
  let drivers: Readonly<Record<RowProtocol, Driver>> | undefined;
  let red: RunningNodeRed | undefined;
  let editor: { readonly seen: readonly EditorStatus[]; close(): void } | undefined;
  let story: ReturnType<typeof rowStories>;

  const driverOf = ({ protocol }: BadRow): Driver => drivers?.[protocol] ?? assert.fail(protocol);
  const tap = createFlowTap(folder.path, [...rows.map(({ id }) => `out-${id}`), "out-done"], { give: "give" });

  const send: SendInput = async ({ id, index }, messages, words) => {
    assert.ok(Array.isArray(messages));
    inputs.set(id, (inputs.get(id) ?? 0) + messages.length);
    const body = JSON.stringify({ row: id, index, messages, words });
    // a busy runtime ends kept connections just when they are used again
    const headers = { "content-type": "application/json", connection: "close" };
    const answer = await fetch(`${red?.url}/tap/give`, { method: "POST", headers, body });
    assert.ok(answer.ok, `${answer.status}`);
  };

  /** Good, bad, good. */
  const readings = async (row: BadRow): Promise<void> => {
    const driver = driverOf(row);
    await driver.good(row, story.words(FIRST, 0), send);
    await story.taken(row, FIRST);
    await driver.give(row, story.words(FIRST, 0), send);
    await story.caught(row);
    await story.shown(row);
    await driver.good(row, story.words(row.next, 60_000), send);
    await story.taken(row, row.next);
  };
  const settings = async (row: BadRow): Promise<void> => {
    await story.caught(row);
    await story.shown(row);
  };

  before(async function () {
    if (!findMosquitto() || !hasOpenssl()) {
      console.log("      skipped: it needs mosquitto and openssl (apt-get install mosquitto openssl)");
      this.skip();
    }
    certificates = makeCertificates();
    mkdirSync(join(folder.path, "opcua"));
    const [mqtt, modbus, opcua] = await Promise.all([
      startMqttDriver(certificates),
      startModbusDriver(rows, { T, value: FIRST, time: T }),
      startOpcuaDriver(rows, join(folder.path, "opcua")),
    ]);
    const push = pushDriver(() => red?.url ?? "");
    drivers = { wire: wireDriver(), replay: replayDriver(folder.path), mqtt, sparkplug: mqtt, modbus, opcua, push };
    const closedPort = await freePort();
    const settingsOf = (row: BadRow, wrong: object = {}): object => {
      const words = {
        ...{ T, closedPort, topic: `bad/${row.id}`, node: `nsu=urn:twinloom:test;s=${row.id}` },
        ...mqtt.words,
        ...opcua.words,
        takenPath: `at-${rows.find(({ protocol }) => protocol === "push")?.id}`,
      };
      const all = expand({ ...row.settings, ...wrong }, words) as object;
      return { ...driverOf(row).settings(row), ...all };
    };
    const flow = badInputFlow(rows, (row) => settingsOf(row, wrongSettings(row)));
    red = await startNodeRed({
      ...{ userDir: folder.path, env: { TWINLOOM_HOME: folder.path } },
      settings: { functionTimeout: 0 },
    });
    // credentials come by a deploy only
    await red.deploy(tap.into(flow));
    editor = await editorStatuses(red.url);
    story = rowStories(tap, editor.seen, T);
    for (const row of rows) stories.set(row.id, wrongSettings(row) ? settings(row) : readings(row));
    await Promise.allSettled(stories.values());

    await red.deploy(tap.into(badInputFlow(rows, (row) => ({ ...settingsOf(row), credentials: undefined }))), "nodes");
    for (const row of rows) {
      const last = wrongSettings(row) ? row.next : LAST;
      const again = async (): Promise<void> => {
        await driverOf(row).good(row, story.words(last, 120_000), send);
        await story.taken(row, last);
      };
      stories.set(row.id, (stories.get(row.id) ?? Promise.resolve()).then(again));
    }
    await Promise.allSettled(stories.values());
  });
  after(async () => {
    editor?.close();
    await red?.stop();
    for (const driver of new Set(Object.values(drivers ?? {}))) await driver.stop();
    certificates?.remove();
    folder.remove();
  });

  for (const row of rows) {
    const { id, protocol, what, code, at } = row;
    it(`${protocol}: ${what} gives ${code} at the ${at}, and the next good reading gets through`, async () => {
      await stories.get(id);
      const told = story.errorsOf(row).filter((text) => !BUSY.test(text));
      const codes = new Set(told.map((text) => text.slice(0, text.indexOf(":"))));
      assert.deepEqual(
        [...codes].sort(),
        [...(row.also ?? []), code].sort(),
        `nothing else was told: ${story.errorsOf(row)}`,
      );
    });
  }

  it("every message was answered by done once", () => {
    for (const row of rows) {
      const failed = row.code === "TWIN-SOURCE-031" ? 1 : 0;
      assert.equal(story.doneOf(row), (inputs.get(row.id) ?? 0) - failed, row.what);
    }
  });

  it("nothing was thrown where nobody catches", () => {
    assert.doesNotMatch(red?.log() ?? "", /uncaught|unhandled|TypeError|RangeError/i);
  });
});
