import assert from "node:assert/strict";
import { startSource } from "../support/live-source.ts";
import { type PymodbusServer, pymodbusPython, startPymodbusServer } from "../support/pymodbus-server.ts";
import { until } from "../support/until.ts";

const row = (channel: string, address: number, dataType: string, more: Record<string, unknown> = {}) => ({
  ...{ tag: channel, channel, address, dataType },
  ...more,
});
const TABLE = [
  row("float32", 0, "float32"),
  row("float32Little", 2, "float32", { wordOrder: "littleWords" }),
  row("float64", 4, "float64", { scale: 2, offset: 1 }),
  row("int64", 8, "int64"),
  row("uint64", 12, "uint64"),
  row("int16", 16, "int16"),
  row("uint16", 17, "uint16"),
  row("int32", 18, "int32"),
  row("uint32", 20, "uint32", { wordOrder: "littleWords" }),
  row("bit3", 22, "bit", { bit: 3 }),
  row("bit2", 22, "bit", { bit: 2 }),
  row("beyond", 24, "uint16"),
  row("coil3", 3, "bit", { table: "coil" }),
  row("coil2001", 2001, "bit", { table: "coil" }),
  row("discrete4", 4, "bit", { table: "discrete" }),
  row("input299", 299, "uint16", { table: "input" }),
];
const EXPECTED = {
  ...{ float32: 1480.5, float32Little: 1480.5, float64: -5.5, int64: -(2 ** 40) - 5, uint64: 2 ** 63 + 12345 },
  ...{ int16: -25, uint16: 65000, int32: -70000, uint32: 4e9, bit3: 1, bit2: 0, beyond: 7 },
  ...{ coil3: 1, coil2001: 1, discrete4: 0, input299: 299 },
};
const UNCERTAIN = 1;

for (const framing of ["tcp", "rtu"] as const) {
  describe(`Modbus source against pymodbus, ${framing}`, () => {
    let server: PymodbusServer;
    let source: ReturnType<typeof startSource> | undefined;

    before(async function () {
      const python = await pymodbusPython();
      if (!python) this.skip();
      server = await startPymodbusServer(python, framing);
    });
    afterEach(async () => {
      await source?.close();
      source = undefined;
      await server?.tell("good");
    });
    after(() => server?.kill());

    const open = (tags: readonly unknown[], settings: Record<string, unknown> = {}): ReturnType<typeof startSource> => {
      source = startSource({
        ...{ protocol: "modbus", modbusHost: "127.0.0.1", modbusPort: server.port, modbusFraming: framing },
        ...{ modbusPollMs: 50, modbusTimeoutMs: 1000, batchMs: 10, asset: "m1", tags },
        ...settings,
      });
      return source;
    };
    /** What was told, apart from polls that a busy machine had no time for. */
    const told = (): string[] =>
      source?.failures.map(({ code }) => code).filter((code) => code !== "TWIN-SOURCE-080") ?? [];
    const qualities = (channel: string): number[] => source?.samples(channel).map(([, , quality]) => quality) ?? [];

    it("reads every type, table and order as pymodbus wrote it, over a gap that the server refuses", async () => {
      const opened = open(TABLE, { modbusGap: 4 });
      const all = Object.keys(EXPECTED);
      await until("every tag", () => all.every((channel) => opened.samples(channel).length > 1));
      const found = Object.fromEntries(all.map((channel) => [channel, opened.samples(channel)[0]?.[1]]));
      assert.deepEqual(found, EXPECTED);
      assert.equal(qualities("uint64")[0], UNCERTAIN);
      assert.equal(qualities("int64")[0], 0);
      assert.deepEqual(told(), ["TWIN-SOURCE-081"]);
    });

    it("leaves out the one address that is not there", async () => {
      const opened = open([row("a", 22, "uint16"), row("gone", 23, "uint16"), row("b", 24, "uint16")]);
      await until("the others", () => opened.samples("a").length > 2 && opened.samples("b").length > 2);
      assert.deepEqual(told(), ["TWIN-SOURCE-010"]);
      assert.equal(opened.lastStatus()?.text, "tag gone unknown");
    });

    it("goes on with two units while a third never answers, and says which", async () => {
      const opened = open([1, 2, 3].map((unit) => row(`u${unit}`, 24, "uint16", { unitId: String(unit) })));
      await until("the silent unit's name", () => opened.lastStatus()?.text === "unit 3 silent");
      const before = opened.samples("u1").length;
      await until("more of the others", () => opened.samples("u1").length > before + 5);
      assert.ok(opened.samples("u2").length > 5);
      assert.deepEqual(told(), ["TWIN-SOURCE-040"]);
      assert.match(opened.failures[0]?.message ?? "", /unit 3/);
    });

    it("makes the last value bad when the server stops answering, and has data again when it goes on", async () => {
      const opened = open([row("a", 24, "uint16")]);
      await until("data", () => opened.samples("a").length > 0);
      await server.tell("silent");
      await until("a bad value", () => qualities("a").includes(2));
      assert.equal(opened.samples("a").at(-1)?.[1], 7);
      assert.equal(qualities("a").filter((quality) => quality === 2).length, 1);
      await until("the loss in the status", () => opened.lastStatus()?.level === "error");
      await server.tell("good");
      await until("good data", () => qualities("a").at(-1) === 0);
    });

    it("finds the server again after its restart", async () => {
      const opened = open([row("a", 24, "uint16")]);
      await until("data", () => opened.samples("a").length > 0);
      await server.tell("restart");
      await until("a bad value", () => qualities("a").includes(2));
      await until("good data", () => qualities("a").at(-1) === 0);
    });

    it("leaves out polls that a slow server has no time for, and counts them", async () => {
      await server.tell("slow 0.1");
      const opened = open([row("a", 24, "uint16")], { modbusTimeoutMs: 30_000 });
      await until("slow data", () => opened.samples("a").length > 2);
      assert.deepEqual(
        opened.failures.map(({ code }) => code),
        ["TWIN-SOURCE-080"],
      );
      assert.deepEqual(new Set(qualities("a")), new Set([0]));
    });

    if (framing === "rtu") {
      it("takes nothing from a frame whose checksum is wrong, and says so", async () => {
        const opened = open([row("a", 24, "uint16")], { modbusTimeoutMs: 5000 });
        await until("data", () => opened.samples("a").length > 0);
        await server.tell("garbled");
        await until("a bad value", () => qualities("a").includes(2));
        assert.match(opened.failures[0]?.message ?? "", /TWIN-SOURCE-042.*CRC/);
        await server.tell("good");
        await until("good data", () => qualities("a").at(-1) === 0);
        assert.deepEqual(new Set(opened.samples("a").map(([, value]) => value)), new Set([7]));
      });
    }
  });
}
