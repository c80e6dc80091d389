import { choiceField, flagField, integerField, numberField, textField } from "../kit/fields.ts";

export const PROTOCOLS = {
  wire: "From the wire",
  opcua: "OPC UA",
  modbus: "Modbus TCP",
  mqtt: "MQTT",
  replay: "Replay of a file",
} as const;
export type Protocol = keyof typeof PROTOCOLS;

const on = (...protocols: Protocol[]) => ({ showWhen: { field: "protocol", in: protocols } });

const byCertificate = { field: "opcuaIdentity", in: ["certificate"] } as const;

const opcua = {
  opcuaEndpoint: textField({ label: "Endpoint", env: true, ...on("opcua") }, { default: "opc.tcp://localhost:4840" }),
  opcuaSecurityMode: choiceField(
    { label: "Security mode", ...on("opcua") },
    { None: "None", Sign: "Sign", SignAndEncrypt: "Sign and encrypt" },
    { default: "None" },
  ),
  opcuaSecurityPolicy: choiceField(
    { label: "Security policy", ...on("opcua") },
    {
      None: "None",
      Basic256Sha256: "Basic256Sha256",
      Aes128_Sha256_RsaOaep: "Aes128-Sha256-RsaOaep",
      Aes256_Sha256_RsaPss: "Aes256-Sha256-RsaPss",
    },
    { default: "None" },
  ),
  opcuaTrustUnknown: flagField(
    {
      label: "Trust any server certificate",
      help: "It goes to the trusted ones at first sight. Otherwise the first one is refused, until: twinloom certificates trust.",
      showWhen: { field: "opcuaSecurityMode", in: ["Sign", "SignAndEncrypt"] },
    },
    { default: false },
  ),
  opcuaIdentity: choiceField(
    { label: "Signs in", ...on("opcua") },
    { user: "anonymously, or as a user", certificate: "by a certificate" },
    { default: "user" },
  ),
  opcuaUserCertificate: textField(
    { label: "User certificate", help: "File in PEM form.", env: true, showWhen: byCertificate },
    { default: "" },
  ),
  opcuaUserKey: textField(
    { label: "User key", help: "File in PEM form; the password opens it.", env: true, showWhen: byCertificate },
    { default: "" },
  ),
  opcuaSamplingMs: numberField(
    { label: "Sampling interval", unit: "ms", help: "How often the server looks at each tag.", ...on("opcua") },
    { default: 500, minimum: 0, maximum: 3_600_000 },
  ),
  opcuaPublishingMs: numberField(
    { label: "Publishing interval", unit: "ms", ...on("opcua") },
    { default: 500, minimum: 10, maximum: 3_600_000 },
  ),
};

const modbus = {
  modbusHost: textField({ label: "Host", env: true, ...on("modbus") }, { default: "localhost" }),
  modbusPort: integerField({ label: "Port", env: true, ...on("modbus") }, { default: 502, minimum: 1, maximum: 65535 }),
  modbusUnitId: integerField({ label: "Unit id", ...on("modbus") }, { default: 1, minimum: 0, maximum: 255 }),
  modbusTable: choiceField(
    { label: "Registers", ...on("modbus") },
    { holding: "Holding registers", input: "Input registers" },
    { default: "holding" },
  ),
  modbusPollMs: numberField(
    { label: "Poll every", unit: "ms", ...on("modbus") },
    { default: 1000, minimum: 10, maximum: 3_600_000 },
  ),
  modbusTime: choiceField(
    { label: "Time of the data", help: "Modbus itself carries no time.", ...on("modbus") },
    { poll: "when it was polled", register: "float64 in registers (ABCDEFGH)" },
    { default: "poll" },
  ),
  modbusTimeAddress: integerField(
    {
      label: "Time register",
      help: "First of its four registers.",
      showWhen: { field: "modbusTime", in: ["register"] },
    },
    { default: 0, minimum: 0, maximum: 65532 },
  ),
};

const payload = (...kinds: ("json" | "sparkplug")[]) => ({ showWhen: { field: "mqttPayload", in: kinds } });

const certificates = { showWhen: { field: "mqttCertificates", in: [true] } };

const mqtt = {
  mqttUrl: textField({ label: "Broker", env: true, ...on("mqtt") }, { default: "mqtt://localhost:1883" }),
  mqttCertificates: flagField(
    { label: "Own certificates", help: "For an address that begins with mqtts:// or wss://.", ...on("mqtt") },
    { default: false },
  ),
  mqttCaFile: textField(
    {
      label: "CA certificate",
      help: "File in PEM form. Empty: those that Node.js trusts.",
      env: true,
      ...certificates,
    },
    { default: "" },
  ),
  mqttCertFile: textField(
    { label: "Client certificate", help: "File in PEM form. Empty: none.", env: true, ...certificates },
    { default: "" },
  ),
  mqttKeyFile: textField(
    { label: "Client key", help: "File in PEM form, not encrypted.", env: true, ...certificates },
    { default: "" },
  ),
  mqttVersion: choiceField({ label: "MQTT version", ...on("mqtt") }, { v4: "3.1.1", v5: "5" }, { default: "v4" }),
  mqttQos: choiceField(
    {
      label: "Quality of service",
      help: "With 1 or 2 and a store, a message is acknowledged only when its samples are stored.",
      ...on("mqtt"),
    },
    { qos0: "0, at most once", qos1: "1, at least once", qos2: "2, exactly once" },
    { default: "qos1" },
  ),
  mqttSession: choiceField(
    {
      label: "Session",
      help: "A kept one brings what was published while this node was away.",
      showWhen: { field: "mqttQos", in: ["qos1", "qos2"] },
    },
    { auto: "kept where samples are stored", keep: "kept", clean: "clean" },
    { default: "auto" },
  ),
  mqttPayload: choiceField(
    { label: "Payload", ...on("mqtt") },
    { json: "JSON or plain numbers", sparkplug: "Sparkplug B" },
    { default: "json" },
  ),
  mqttTopics: textField(
    {
      label: "Topics",
      help: "Topic filters, separated by blanks; levels may be named, as in plant/{line}/{asset}/{channel}. Empty: the topics of the tags.",
      env: true,
      ...payload("json"),
    },
    { default: "plant/+/telemetry plant/+/waveform/+" },
  ),
  mqttShareGroup: textField(
    {
      label: "Share group",
      help: "Sources with the same group divide the messages among them. Empty: each gets all.",
      env: true,
      ...payload("json"),
    },
    { default: "", pattern: "^[^+#/]*$" },
  ),
  mqttAssetLevel: integerField(
    {
      label: "Asset in topic level",
      help: "Level that names the asset where this node names none; 1 is the first.",
      ...payload("json"),
    },
    { default: 2, minimum: 0, maximum: 20 },
  ),
  sparkplugGroup: textField(
    { label: "Group", help: "Empty: all groups.", env: true, ...payload("sparkplug") },
    { default: "", pattern: "^[^+#/]*$" },
  ),
  sparkplugNode: textField(
    { label: "Edge node", help: "Empty: all edge nodes.", env: true, ...payload("sparkplug") },
    { default: "", pattern: "^[^+#/]*$" },
  ),
  sparkplugAsset: choiceField(
    { label: "The asset is", help: "Where this node names none.", ...payload("sparkplug") },
    { device: "the device", node: "the edge node", nodeAndDevice: "edge node/device" },
    { default: "device" },
  ),
  mqttClientId: textField(
    { label: "Client id", help: "Empty: made from the node's id.", env: true, ...on("mqtt") },
    { default: "" },
  ),
};

const replay = {
  replayFile: textField(
    { label: "File", help: "CSV with a header, .gz too.", env: true, ...on("replay") },
    { default: "" },
  ),
  replayTimeColumn: textField({ label: "Time column", ...on("replay") }, { default: "time" }),
  replayAssetColumn: textField(
    { label: "Asset column", help: "Empty: the asset is the node's.", ...on("replay") },
    { default: "" },
  ),
  replaySpeed: numberField(
    { label: "Speed", unit: "× real time", help: "0: as fast as possible.", ...on("replay") },
    { default: 0, minimum: 0, maximum: 1_000_000 },
  ),
  replayAtStart: flagField(
    { label: "Start at deploy", help: "Otherwise a message on the input starts it.", ...on("replay") },
    { default: true },
  ),
};

const timePointer = {
  timePointer: textField(
    {
      label: "Time pointer",
      help: "JSON pointer of the source time in a payload; a channel may also carry its own time.",
      ...on("mqtt", "wire"),
    },
    { default: "/time" },
  ),
};

/** The settings of each protocol, shown only while it is chosen. */
export const protocolFields = { ...opcua, ...modbus, ...mqtt, ...replay, ...timePointer };
