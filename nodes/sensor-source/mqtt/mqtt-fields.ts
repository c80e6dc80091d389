import { choiceField, flagField, integerField, textField } from "../../kit/fields.ts";
import { on } from "../protocols.ts";

const payload = (...kinds: ("json" | "sparkplug")[]) => ({ showWhen: { field: "mqttPayload", in: kinds } });

const certificates = { showWhen: { field: "mqttCertificates", in: [true] } };

/** The settings of an MQTT source. */
export const mqttFields = {
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
      help: "Topic filters, separated by blanks, one with a blank in it in quotes; levels may be named, as in plant/{line}/{asset}/{channel}. Empty: the topics of the tags.",
      env: true,
      ...payload("json"),
    },
    { default: "plant/+/telemetry plant/+/waveform/+" },
  ),
  mqttExpression: textField(
    {
      label: "Expression",
      help: "JSONata that makes one of the known shapes of another payload; $topic and named levels are its variables. Nothing: the message is left out.",
      env: true,
      ...payload("json"),
    },
    { default: "" },
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
  mqttKeepaliveSeconds: integerField(
    {
      label: "Keep-alive",
      unit: "s",
      help: "A broker that is silent for half as long again is gone, though nobody closed the connection.",
      ...on("mqtt"),
    },
    { default: 30, minimum: 1, maximum: 65_535 },
  ),
  mqttClientId: textField(
    { label: "Client id", help: "Empty: made from the node's id.", env: true, ...on("mqtt") },
    { default: "" },
  ),
};
