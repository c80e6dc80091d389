import { draftNode, type Section, showNode } from "../draft.ts";
import { numberOf, rowsOf, textOf } from "../read-values.ts";
import type { Row, Values } from "../template.ts";

const OPCUA_PUBLISHING_MS = 200;
/** `plant/ASSET/…`: the second level names the machine. */
const ASSET_LEVEL = 2;

/** Where the values come from: one source, and what it refuses. */
export const sourceSection = (values: Values, typeId: string, store: string): Section => {
  const asset = textOf(values, "asset");
  const source = draftNode(
    "source",
    "twinloom-sensor-source",
    asset,
    {
      ...{ assetType: typeId, asset, store, staleAfterSeconds: 30, configVersion: 1 },
      ...connectionOf(values),
      tags: tagsOf(values),
    },
    [["features"], ["refused"]],
  );
  const refused = showNode("refused", "refused samples", "payload.reason", false);
  return { key: "source", title: "1 Source", columns: [[source, refused]] };
};

const connectionOf = (values: Values): Readonly<Record<string, unknown>> => {
  const protocol = textOf(values, "protocol");
  if (protocol === "opcua") {
    const opcuaEndpoint = textOf(values, "opcuaEndpoint");
    return { protocol, opcuaEndpoint, opcuaSamplingMs: 0, opcuaPublishingMs: OPCUA_PUBLISHING_MS };
  }
  if (protocol === "mqtt") {
    const [mqttUrl, mqttTopics] = [textOf(values, "mqttUrl"), textOf(values, "mqttTopics")];
    return { protocol, mqttUrl, mqttQos: "qos1", mqttTopics, mqttAssetLevel: ASSET_LEVEL };
  }
  const time = textOf(values, "modbusTimeAddress");
  return {
    protocol,
    modbusHost: textOf(values, "modbusHost"),
    modbusPort: textOf(values, "modbusPort"),
    modbusUnitId: numberOf(values, "modbusUnitId"),
    modbusPollMs: numberOf(values, "modbusPollMs"),
    ...(time === "" ? { modbusTime: "poll" } : { modbusTime: "register", modbusTimeAddress: Number(time) }),
  };
};

/** None where the messages name their values as the channels. */
const tagsOf = (values: Values): object[] => {
  const rows = rowsOf(values, "tags");
  const areNamed = textOf(values, "protocol") === "mqtt" && rows.every((row) => row["tag"] === undefined);
  return areNamed ? [] : rows.map(tagOf);
};

const tagOf = (row: Row): object => ({
  tag: textOf(row, "tag") || textOf(row, "channel"),
  channel: textOf(row, "channel"),
  unit: textOf(row, "unit"),
  ...{ scale: numberOf(row, "scale") ?? 1, offset: numberOf(row, "offset") ?? 0 },
  ...{ asset: "", pointer: textOf(row, "pointer") },
  ...{ address: numberOf(row, "address") ?? 0, dataType: textOf(row, "dataType") || "float32", wordOrder: "big" },
});
