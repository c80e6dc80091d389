import { manualClock } from "../fake-world.ts";
import { startSource } from "../live-source.ts";
import type { Captured } from "./capture.ts";

/** What a sensor source that takes from the wire has to make of a message: the readings of each channel, or why it refused it. */
export type Expected = Readonly<Record<string, readonly [value: number, quality: number]>> | string;

const row = {
  unit: "1",
  scale: 1,
  offset: 0,
  asset: "",
  pointer: "",
  address: 0,
  dataType: "float32",
  wordOrder: "big",
};
const node = (name: string, more: object = {}) => ({ ...row, tag: `ns=2;s=${name}`, channel: name, ...more });

/** The servers' own values: `test/support/asyncua/server.py`, `test/support/pymodbus/server.py`. */
const OPCUA: Readonly<Record<string, Expected>> = {
  speed: { speed: [1000, 0] },
  bands: { bands: [2.5, 0] },
  state: { state: [1, 0] },
  big: { big: [2 ** 40 + 5, 0] },
  word: { word: [2 ** 63 + 2 ** 20, 1] },
  flag: { flag: [1, 0] },
  text: { text: [1, 0] },
  odd: { odd: [2.5, 1] },
  mode: { mode: [2, 0] },
  moment: "TWIN-SOURCE-012",
  temperature: "TWIN-SOURCE-020",
  nothing: "TWIN-SOURCE-020",
  subscriptionId: {},
};
const BOTH: Expected = { speed: [1000, 0], big: [2 ** 40 + 5, 0] };
const REGISTERS: Expected = { first: [1480.5, 0], swapped: [1480.5, 0] };
/** Every third bit is set, and reading began at the fourth. */
const BITS: Expected = { third: [1, 0], fourth: [0, 0], ninth: [1, 0] };
const MODBUS: Readonly<Record<string, Expected>> = {
  holding: REGISTERS,
  input: { eighth: [8, 0] },
  coils: BITS,
  discrete: BITS,
  "what is not there": "TWIN-SOURCE-030",
};
const OF_TEXT: Expected = { speed: [1480.5, 0] };
const MQTT: Readonly<Record<string, Expected>> = {
  utf8: OF_TEXT,
  json: OF_TEXT,
  "auto-detect": OF_TEXT,
  buffer: "TWIN-SOURCE-030",
};
const PLAIN: Readonly<Record<string, Expected>> = {
  number: OF_TEXT,
  "number as text": OF_TEXT,
  object: OF_TEXT,
  "list of readings": OF_TEXT,
  flag: { speed: [1, 0] },
  text: "TWIN-SOURCE-012",
  bytes: "TWIN-SOURCE-030",
};

const TAGS: Readonly<Record<string, readonly object[]>> = {
  opcua: [
    ...["speed", "state", "big", "word", "flag", "odd", "mode", "moment", "temperature", "nothing"].map((name) =>
      node(name),
    ),
    node("bands", { element: "1" }),
    node("text", { states: "STOP=0, RUN=1" }),
  ],
  holding: [
    { ...row, tag: "first", channel: "first", address: 0 },
    { ...row, tag: "swapped", channel: "swapped", address: 2, wordOrder: "littleWords" },
  ],
  topics: [
    { ...row, tag: "plant/pump-1/speed", channel: "speed" },
    { ...row, tag: "speed", channel: "speed" },
  ],
  input: [{ ...row, tag: "eighth", channel: "eighth", address: 8, dataType: "uint16" }],
};
const bits = [3, 4, 9].map((address, i) => {
  const channel = ["third", "fourth", "ninth"][i] ?? "";
  return { ...row, tag: channel, channel, address, dataType: "bit" };
});

const found = (table: Readonly<Record<string, Expected>>, name: string): Expected | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** @returns undefined where nobody has said what is to come of such a message */
export const expectedOf = ({ name }: Captured): Expected | undefined => {
  if (name.startsWith("opcua readmultiple ALL") || name === "opcua readmultiple, third port") return BOTH;
  if (name.startsWith("opcua")) return found(OPCUA, name.split(": ")[1]?.replace("ns=2;s=", "") ?? "");
  if (name.startsWith("modbus"))
    return found(MODBUS, name.replace(/^modbus (read|get|flex) /, "").split(/[,:]/)[0] ?? "");
  if (name.startsWith("inject")) return found(PLAIN, name.slice("inject ".length).split(":")[0] ?? "");
  const [, way = "", topic = ""] = /^mqtt in, ([^:]+): (.*)$/.exec(name) ?? [];
  // base64 is a text that nobody can read: under a tag it is none of its numbers
  if (way === "base64") return topic.endsWith("speed") ? "TWIN-SOURCE-012" : "TWIN-SOURCE-011";
  return found(MQTT, way);
};

/** Gives a message to a source, and says what came of it in the words of `expectedOf`. */
export const readingsOf = async ({ name, message }: Captured): Promise<Expected> => {
  const [, table = "opcua"] = /^modbus (?:read|get|flex) (\w+)/.exec(name) ?? [];
  const protocol = name.split(" ")[0];
  const tags = protocol === "modbus" ? (TAGS[table] ?? bits) : TAGS[protocol === "opcua" ? "opcua" : "topics"];
  const open = { clock: manualClock(Date.now() + 60_000) };
  const source = startSource({ asset: "m", tags, missingTime: "receive" }, open);
  source.input(revived(message) as Record<string, unknown>);
  await source.close();
  const [refused] = source.refused();
  if (refused) return refused.code;
  const series = source.telemetry().flatMap((telemetry) => Object.keys(telemetry.series ?? {}));
  return Object.fromEntries(
    series.map((channel): [string, readonly [number, number]] => {
      const [, value = Number.NaN, quality = Number.NaN] = source.samples(channel)[0] ?? [];
      return [channel, [value, quality]];
    }),
  );
};

const TYPED: Readonly<Record<string, (data: readonly number[]) => unknown>> = {
  Float64Array: (data) => Float64Array.from(data),
  Float32Array: (data) => Float32Array.from(data),
  Int32Array: (data) => Int32Array.from(data),
  Uint32Array: (data) => Uint32Array.from(data),
};

/** The message as it was in Node-RED, before it was written as JSON. */
const revived = (part: unknown): unknown => {
  if (typeof part !== "object" || part === null) return part;
  if (Array.isArray(part)) return part.map(revived);
  if ("$date" in part) return new Date(String(part.$date));
  if ("$number" in part) return Number(part.$number);
  if ("$bigint" in part) return BigInt(String(part.$bigint));
  if ("data" in part && Array.isArray(part.data)) {
    if ("type" in part && part.type === "Buffer") return Buffer.from(part.data);
    if ("$typed" in part) return TYPED[String(part.$typed)]?.(part.data);
  }
  return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, revived(one)]));
};
