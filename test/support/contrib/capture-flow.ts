import type { FlowNode } from "../flow-tap.ts";

/** Where the servers listen, which share no code with the palettes. */
export interface CapturePorts {
  readonly opcua: number;
  readonly modbus: number;
  readonly mqtt: number;
}

const node = (id: string, type: string, more: object): FlowNode => ({ id, type, z: "capture", x: 1, y: 1, ...more });
/** Runs once, so late after the start. */
const inject = (id: string, to: string, afterSeconds: number, props: object): FlowNode =>
  node(id, "inject", { once: true, onceDelay: afterSeconds, repeat: "", wires: [[to]], ...props });
/** Sends an object as the whole message. */
const send = (id: string, to: string, afterSeconds: number, message: object): readonly FlowNode[] => [
  inject(id, `${id}-make`, afterSeconds, { props: [] }),
  node(`${id}-make`, "function", { func: `return ${JSON.stringify(message)};`, outputs: 1, wires: [[to]] }),
];

/** Keeps all that JSON would lose: what is a Date, a Buffer or another typed array, and the name of an OPC UA status. */
const ENCODE = `const kind = (v) => Object.prototype.toString.call(v).slice(8, -1);
const encode = (v, above) => {
  if (typeof v === "bigint") return { $bigint: String(v) };
  if (typeof v === "number" && !Number.isFinite(v)) return { $number: String(v) };
  if (typeof v !== "object" || v === null) return v;
  if (above.includes(v)) return "circular";
  if (kind(v) === "Date") return { $date: v.toISOString() };
  if (Buffer.isBuffer(v)) return { type: "Buffer", data: [...v] };
  if (ArrayBuffer.isView(v)) return { $typed: kind(v), data: [...v] };
  const inside = [...above, v];
  if (Array.isArray(v)) return v.map((one) => encode(one, inside));
  if (typeof v.value === "number" && typeof v.description === "string" && typeof v.name === "string")
    return { value: v.value, name: v.name };
  const known = Object.entries(v).filter(([, one]) => one !== undefined && typeof one !== "function");
  return Object.fromEntries(known.map(([name, one]) => [name, encode(one, inside)]));
};
const { _msgid, ...message } = msg;`;

/** Notes the messages of one port under a name. */
const note = (name: string): FlowNode =>
  node(`note ${name}`, "function", {
    func: `${ENCODE}\nreturn { payload: JSON.stringify({ from: ${JSON.stringify(name)}, message: encode(message, []) }) };`,
    ...{ outputs: 1, wires: [["file"]] },
  });
/** A node whose ports are noted; a port without a name is not. */
const heard = (id: string, type: string, ports: readonly string[], more: object): readonly FlowNode[] => [
  node(id, type, { ...more, wires: ports.map((name) => (name ? [`note ${name}`] : [])) }),
  ...ports.filter(Boolean).map(note),
];

const NAMES = ["speed", "bands", "state", "big", "word", "flag", "text", "odd", "moment", "mode", "temperature"];
const TYPES = [
  "Double",
  "Double",
  "Int32",
  "Int64",
  "UInt64",
  "Boolean",
  "String",
  "Float",
  "DateTime",
  "Int32",
  "Double",
];
const idOf = (name: string): string => `ns=2;s=${name}`;

const opcua = (port: number): readonly FlowNode[] => {
  const client = (id: string, ports: readonly string[], action: string): readonly FlowNode[] =>
    heard(id, "OpcUa-Client", ports, {
      ...{ endpoint: "endpoint", action, time: 200, timeUnit: "ms", deadbandtype: "a", deadbandvalue: 0 },
      ...{ certificate: "n", localfile: "", localkeyfile: "", useTransport: false, setstatusandtime: false },
    });
  const single = (to: string, names: readonly string[], afterSeconds: number): readonly FlowNode[] =>
    names.flatMap((name, i) => [
      inject(`${to} ${name}`, `${to} item ${name}`, afterSeconds + i * 0.1, { props: [{ p: "payload" }], payload: "" }),
      node(`${to} item ${name}`, "OpcUa-Item", {
        ...{ item: idOf(name), datatype: TYPES[NAMES.indexOf(name)] ?? "Double", value: "", wires: [[to]] },
      }),
    ]);
  const two = ["speed", "big"].map(idOf);
  return [
    {
      ...{ id: "endpoint", type: "OpcUa-Endpoint", endpoint: `opc.tcp://127.0.0.1:${port}/`, secpol: "None" },
      ...{ secmode: "None", none: true, login: false, usercert: false },
    },
    ...client("read", ["opcua read", "", ""], "read"),
    ...single("read", [...NAMES, "nothing"], 2),
    ...client("subscribe", ["opcua subscribe", "", ""], "subscribe"),
    ...single("subscribe", NAMES, 2),
    ...client("monitor", ["opcua monitor", "", ""], "monitor"),
    ...single("monitor", ["speed"], 2),
    ...client("subscribe-many", ["opcua subscribe multiple", "", ""], "subscribe"),
    ...send("subscribe-these", "subscribe-many", 2, { topic: "multiple", payload: two.map((nodeId) => ({ nodeId })) }),
    ...client("read-many", ["opcua readmultiple", "", "opcua readmultiple, third port"], "readmultiple"),
    ...send("read-these", "read-many", 2.5, { topic: "readmultiple", payload: two }),
    ...client("read-all", ["opcua readmultiple ALL", "", ""], "readmultiple"),
    ...two.flatMap((topic, i) => send(`store-${i}`, "read-all", 2 + i * 0.1, { topic })),
    ...send("read-stored", "read-all", 3, { topic: "readmultiple", payload: "ALL" }),
  ];
};

const modbus = (port: number): readonly FlowNode[] => {
  const read = (id: string, dataType: string, adr: number, quantity: number, unitid = 1): readonly FlowNode[] =>
    heard(id, "modbus-read", [`modbus ${id}`, `modbus ${id}, second port`], {
      ...{
        server: "modbus",
        topic: id,
        unitid: String(unitid),
        dataType,
        adr: String(adr),
        quantity: String(quantity),
      },
      ...{ rate: "1000", rateUnit: "ms", delayOnStart: false, emptyMsgOnFail: true, showErrors: true },
    });
  const getter = (id: string, dataType: string, adr: number, quantity: number): readonly FlowNode[] => [
    inject(`${id}-now`, id, 2, { props: [{ p: "payload" }, { p: "topic", vt: "str" }], topic: id, payload: "" }),
    ...heard(id, "modbus-getter", [`modbus ${id}`, `modbus ${id}, second port`], {
      ...{
        server: "modbus",
        unitid: "1",
        dataType,
        adr: String(adr),
        quantity: String(quantity),
        emptyMsgOnFail: true,
      },
      keepMsgProperties: false,
    }),
  ];
  const flex = (id: string, payload: object): readonly FlowNode[] => [
    ...send(`${id}-now`, id, 2.5, { topic: id, payload }),
    ...heard(id, "modbus-flex-getter", [`modbus ${id}`, `modbus ${id}, second port`], {
      ...{ server: "modbus", emptyMsgOnFail: true, keepMsgProperties: true },
    }),
  ];
  return [
    {
      ...{ id: "modbus", type: "modbus-client", clienttype: "tcp", tcpHost: "127.0.0.1", tcpPort: port },
      ...{ tcpType: "DEFAULT", unit_id: 1, commandDelay: 1, clientTimeout: 1000, reconnectTimeout: 2000 },
      ...{ reconnectOnTimeout: false, bufferCommands: true, parallelUnitIdsAllowed: false },
    },
    ...read("read holding", "HoldingRegister", 0, 4),
    ...read("read input", "InputRegister", 7, 3),
    ...read("read coils", "Coil", 3, 10),
    ...read("read discrete", "Input", 3, 10),
    ...read("read what is not there", "HoldingRegister", 23, 1),
    ...getter("get holding", "HoldingRegister", 0, 4),
    ...getter("get coils", "Coil", 3, 10),
    ...flex("flex holding", { value: 0, fc: 3, unitid: 1, address: 0, quantity: 4 }),
    ...flex("flex discrete", { value: 0, fc: 2, unitid: 1, address: 3, quantity: 10 }),
    ...flex("flex what is not there", { value: 0, fc: 3, unitid: 1, address: 23, quantity: 1 }),
  ];
};

/** What an mqtt in node may be told to make of a payload. */
const MQTT_OUTPUTS = ["utf8", "buffer", "base64", "json", "auto-detect"] as const;

const mqtt = (port: number): readonly FlowNode[] => [
  {
    ...{ id: "broker", type: "mqtt-broker", broker: "127.0.0.1", port, protocolVersion: "5", usetls: false },
    ...{ autoConnect: true, cleansession: true, keepalive: 60, clientid: "" },
  },
  ...MQTT_OUTPUTS.flatMap((datatype) =>
    heard(`mqtt ${datatype}`, "mqtt in", [`mqtt in, ${datatype}`], {
      ...{ topic: "plant/#", qos: "1", datatype, broker: "broker", nl: false, rap: true, rh: 0, inputs: 0 },
    }),
  ),
];

const PLAIN: Readonly<Record<string, readonly [payload: string, payloadType: string]>> = {
  number: ["1480.5", "num"],
  "number as text": ["1480.5", "str"],
  flag: ["true", "bool"],
  text: ["fast", "str"],
  object: ['{"speed":1480.5}', "json"],
  "list of readings": ['[{"channel":"speed","value":1480.5}]', "json"],
  bytes: ["[49,52]", "bin"],
};

const plain = (): readonly FlowNode[] =>
  Object.entries(PLAIN).flatMap(([what, [payload, payloadType]]) => [
    inject(`plain ${what}`, `note inject ${what}`, 1, {
      ...{ props: [{ p: "payload" }, { p: "topic", vt: "str" }], topic: "speed", payload, payloadType },
    }),
    note(`inject ${what}`),
  ]);

/** Every node of the palettes that gives readings, in each of its ways, noted line by line in `file`. */
export const captureFlow = (ports: CapturePorts, file: string): readonly FlowNode[] => [
  { id: "capture", type: "tab", label: "capture" },
  ...opcua(ports.opcua),
  ...modbus(ports.modbus),
  ...mqtt(ports.mqtt),
  ...plain(),
  node("file", "file", {
    ...{ filename: file, filenameType: "str", encoding: "none", appendNewline: true, overwriteFile: "false" },
    ...{ createDir: false, wires: [[]] },
  }),
];
