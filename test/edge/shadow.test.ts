import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { assetTypes } from "../../models/assets/asset-types.ts";
import type { ShadowPlan } from "../../models/shadow/shadow-plan.ts";
import { openRecorded } from "../../nodes/store/embedded/open-recorded.ts";
import { allRevisions, headOf } from "../../scripts/revisions/history.ts";
import { keptFlow } from "../../scripts/revisions/running-flow.ts";
import { readPlan } from "../../scripts/shadow/shadow-files.ts";
import { readStatus, type ShadowStatus } from "../../scripts/shadow/shadow-status.ts";
import { eventually } from "../support/eventually.ts";
import { freePort } from "../support/free-port.ts";
import { type Headless, startHeadless } from "../support/headless.ts";
import { type PlantPart, plantInParts } from "../support/plant-in-parts.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
/** The first machine's order is raised on the 14th day at WARNING and on the 18th at CRITICAL, the second one's eight days later. */
const [HISTORY, FIRST_ORDER, ONE_DAY_MORE, SECOND_ORDER] = [10, 15, 16, 24];
/** Starts the part of its number, as its data comes. */
const PART_OF =
  "return [0, 1, 2, 3].map((part) => (msg.payload.trim() === String(part) ? { payload: 'start' } : null));";

const node = (id: string, type: string, wires: readonly string[][], settings: object = {}): object => ({
  ...{ id, type, z: "tab", name: id, x: 1, y: 1, wires, ...settings },
});
const own = (id: string, wires: readonly string[][], settings: object = {}): object =>
  node(id, `twinloom-${id.replace(/-\d$/, "")}`, wires, { assetType: "type", store: "store", ...settings });

/** A type of machine whose throughput falls below its normal on the 11th day; that of the shipped one never does here. */
const sensitive = (): string => {
  const type = assetTypes["extruder-cooling"] ?? assert.fail();
  const was = type.channels["throughput"];
  const throughput = { ...was, normal: { ...was?.normal, min: 165 } };
  return JSON.stringify({ ...type, channels: { ...type.channels, throughput } });
};

const deciding = (port: number, files: readonly string[], raiseAt: string): object[] => [
  { id: "tab", type: "tab", label: "extruders" },
  { id: "store", type: "twinloom-store", name: "", driver: "embedded", file: "edge.db", configVersion: 1 },
  raiseAt === "CRITICAL"
    ? { id: "type", type: "twinloom-asset-type", kind: "own", definition: sensitive(), place: "" }
    : { id: "type", type: "twinloom-asset-type", kind: "extruder-cooling", definition: "", place: "" },
  node("door", "tcp in", [["part"]], {
    server: "server",
    host: "127.0.0.1",
    port,
    datamode: "stream",
    datatype: "utf8",
  }),
  node(
    "part",
    "function",
    files.map((_, i) => [`sensor-source-${i}`]),
    { func: PART_OF, outputs: files.length, libs: [] },
  ),
  ...files.map((replayFile, i) =>
    own(`sensor-source-${i}`, [["feature-extractor"], []], {
      ...{ protocol: "replay", replayFile, replayAssetColumn: "machine", replaySpeed: 0, replayAtStart: false },
    }),
  ),
  own("feature-extractor", [["twin-state"], []]),
  own("twin-state", [["rul-predictor"], [], ["work-order-sink"]]),
  own("rul-predictor", [["work-order-sink"]], { everyHours: 12 }),
  own("work-order-sink", [[], [], ["twin-state"]], { raiseAt, alarms: false }),
];

const LIMITS = ["--limit", "orders=0", "--warm-up", "30d", "--lag", "0s"];

describe("a flow in shadow beside a live one, on the demo plant's data", () => {
  const folder = temporaryFolder();
  let live: Headless;
  let port: number;
  let parts: readonly PlantPart[];

  const twinloom = (...args: string[]) => {
    const program = ["--disable-warning=ExperimentalWarning", join(root, "scripts/twinloom.ts")];
    return spawnSync(process.execPath, [...program, ...args, "--home", live.home], { encoding: "utf8" });
  };
  const shadow = (): { readonly plan?: ShadowPlan | undefined; readonly status?: ShadowStatus | undefined } => {
    const plan = readPlan(live.home);
    return { plan, status: plan && readStatus(live.home, plan.id) };
  };
  const until = (what: string, is: () => unknown): Promise<unknown> =>
    eventually(
      what,
      () => Boolean(is()),
      () => [shadow().plan, live.lines().slice(-3)],
    );
  const flow = (raiseAt: string): object[] =>
    deciding(
      port,
      parts.map(({ file }) => file),
      raiseAt,
    );
  const begin = (name: string, raiseAt: string, ...options: string[]): void =>
    beginWith(name, flow(raiseAt), ...options);
  const beginWith = (name: string, nodes: readonly object[], ...options: string[]): void => {
    const file = join(folder.path, name);
    writeFileSync(file, JSON.stringify(nodes));
    const { status, stderr } = twinloom("shadow", "start", file, ...LIMITS, ...options);
    assert.equal(status, 0, stderr);
  };
  /** Plays a part, and waits until all of it is in the live store. */
  const play = async (part: number): Promise<void> => {
    connect(port, "127.0.0.1").end(String(part));
    const { lastMs = 0 } = parts[part] ?? {};
    const file = join(live.home, "edge.db");
    await eventually(
      `part ${part}`,
      async () => {
        if (!existsSync(file)) return false;
        const store = openRecorded(file);
        const latest = await store.latest("telemetry", {});
        store.close();
        return latest.some(({ timeMs }) => timeMs >= lastMs);
      },
      live.lines,
    );
  };
  const newest = () => allRevisions(live.home).whole[0];
  const runsLive = (raiseAt: string): boolean =>
    keptFlow(live.home).some((node) => node.id === "work-order-sink" && node["raiseAt"] === raiseAt);

  before(async () => {
    port = await freePort();
    parts = plantInParts(folder.path, [HISTORY, FIRST_ORDER, ONE_DAY_MORE, SECOND_ORDER]);
    live = await startHeadless(flow("WARNING"), [], { TWINLOOM_SHADOW_NICE: "0" });
    await eventually("ready", async () => (await live.ask("/readyz")).status === 200, live.lines);
    await play(0);
  });
  after(() => {
    live?.remove();
    folder.remove();
  });

  it("decides without acting, and is compared with it as the data comes", async () => {
    const hours = ((parts[2]?.lastMs ?? 0) - (parts[0]?.lastMs ?? 0)) / 3_600_000;
    begin("strict.json", "CRITICAL", "--promote-after", `${hours}h`, "--watch", "0s");
    await play(1);
    await until("an order of the live flow alone", () => {
      const { status } = shadow();
      return status?.before.orders === 1 && status.cursorMs === status.newestMs;
    });
    const { status } = shadow();
    assert.deepEqual([status?.after.orders, status?.diff.orders.gone.length, status?.errors], [0, 1, {}]);
    assert.ok((status?.diff.forecasts.both ?? 0) > 10);
    const alarm = status?.diff.alarms.find(({ id }) => id === "extruder-1/throughput/low");
    assert.ok(alarm && alarm.before === 0 && alarm.after > 0, JSON.stringify(status?.diff.alarms));
    assert.match(
      twinloom("shadow", "status").stdout,
      /orders: 0 more, 1 fewer.*alarm extruder-1\/throughput\/low: rose 0 -> \d/s,
    );
    const { text } = await live.ask("/metrics");
    assert.match(text, /twinloom_shadow_decisions\{flow="before",kind="orders"\} 1/);
  });

  it("goes on where it was after it was killed, and the live flow hears nothing of it", async () => {
    const { status } = shadow();
    process.kill(status?.pid ?? assert.fail("it is not at work"), "SIGKILL");
    await until("another process", () => {
      const now = shadow().status;
      return now && now.pid !== status?.pid && now.cursorMs === status?.cursorMs && now.before.orders === 1;
    });
    assert.equal((await live.ask("/readyz")).status, 200);
    assert.equal(shadow().status?.readings, status?.readings);
  });

  it("becomes the live flow by itself after the time it was given, as no limit is passed", async () => {
    await play(2);
    await until("the promotion", () => shadow().plan?.phase === "ended");
    assert.ok(runsLive("CRITICAL"));
    assert.match(newest()?.message ?? "", /^Promoted from shadow: strict\.json; 1 orders before, 0 after/);
  });

  it("is promoted by hand only with a reason while there is nothing to say for it", () => {
    begin("early.json", "WARNING", "--watch", "30d");
    const refused = twinloom("shadow", "promote");
    assert.deepEqual([refused.status, refused.stderr.slice(0, 15)], [1, "TWIN-SHADOW-006"]);
    assert.match(twinloom("shadow", "promote", "--force").stderr, /^TWIN-SHADOW-004/);
    const forced = twinloom("shadow", "promote", "--force", "--why", "we want to know earlier");
    assert.equal(forced.status, 0, forced.stderr);
    assert.match(newest()?.message ?? "", /early\.json; .*we want to know earlier$/);
    assert.ok(runsLive("WARNING"));
  });

  it("gives way to the flow before when a limit is passed after its promotion", async () => {
    const promoted = headOf(live.home);
    await until("the flow before in shadow", () => shadow().status);
    await play(3);
    await until("the return", () => headOf(live.home) !== promoted);
    assert.ok(runsLive("CRITICAL"));
    assert.match(
      newest()?.message ?? "",
      /^Returned by itself to the flow before .*: orders went from 0 to 1, more than orders=0$/,
    );
    assert.equal(newest()?.user, "twinloom");
  });

  it("costs the live flow nothing where it can't start, or where its nodes fail", async () => {
    const head = headOf(live.home);
    const goesOn = async (): Promise<void> => {
      assert.equal((await live.ask("/readyz")).status, 200);
      assert.equal(headOf(live.home), head);
      assert.ok(runsLive("CRITICAL"));
    };
    const logged = (code: string): boolean => live.lines().some((line) => JSON.stringify(line).includes(code));
    beginWith("stranger.json", [...flow("WARNING"), node("stranger", "no-such-node", [])]);
    await until("the end of its process", () => logged("TWIN-BACKTEST-005") && logged("TWIN-SHADOW-011"));
    await goesOn();
    assert.equal(twinloom("shadow", "stop").status, 0);

    const failing = node("failing", "function", [[]], { func: "throw new Error('it fails');", outputs: 1, libs: [] });
    const wired = flow("WARNING").map((one) =>
      "type" in one && one.type === "twinloom-sensor-source"
        ? { ...one, wires: [["feature-extractor", "failing"], []] }
        : one,
    );
    beginWith("failing.json", [...wired, failing]);
    await until("its errors", () =>
      Object.keys(shadow().status?.errors ?? {}).some((text) => text.includes("it fails")),
    );
    await goesOn();
    assert.ok(!logged("it fails"));
  });
});
