import { TwinError } from "../../../models/errors/twin-error.ts";
import { telemetryFault } from "../../../models/telemetry/check-telemetry.ts";
import { TELEMETRY_TAG, type Telemetry } from "../../../models/telemetry/telemetry.ts";
import type { FlowMessage } from "../../kit/world.ts";
import { documentReader } from "../document-reader.ts";
import { sourceErrors } from "../errors.ts";
import { MOST_BYTES } from "../most-bytes.ts";
import { readingsReader } from "../readings.ts";
import type { Connect } from "../source.ts";
import { modbusMessageReader } from "./modbus-message.ts";
import { opcuaMessageReader } from "./opcua-message.ts";

/**
 * Takes the messages of any other node. Told apart by their shape, in this order: telemetry, node-red-contrib-modbus, node-red-contrib-opcua,
 * an array of readings, an object or number.
 */
export const connectWire: Connect = (source) => {
  const documents = documentReader(source);
  const modbus = modbusMessageReader(source);
  const opcua = opcuaMessageReader(source);
  const readings = readingsReader(source);

  const passTelemetry = (payload: object): void => {
    const fault = telemetryFault(payload);
    if (fault === undefined) source.pass(payload as Telemetry);
    else source.refuse(new TwinError(sourceErrors.badTelemetry, { reason: fault }), { tag: TELEMETRY_TAG });
  };

  const unreadable = (message: FlowMessage, reason: string): void => {
    const tag = topicOf(message) || "the wire";
    source.refuse(new TwinError(sourceErrors.unreadable, { tag, reason }), { tag, value: message.payload });
  };

  const tooLarge = (message: FlowMessage, bytes: number): void => {
    const tag = topicOf(message) || "the wire";
    source.refuse(new TwinError(sourceErrors.tooLarge, { tag, bytes, limit: MOST_BYTES }), { tag });
  };

  const takeDocument = (message: FlowMessage): void => {
    const topic = topicOf(message);
    const time = message["time"] ?? message["timestamp"];
    const origin = {
      asset: assetOf(message),
      tag: topic,
      name: topic.slice(topic.lastIndexOf("/") + 1),
      time,
      again: false,
    };
    const document = parsed(message.payload);
    const rows = source.plan.rows.filter(({ tag, row }) => row?.pointer !== "" && (tag === topic || topic === ""));
    if (rows.length > 0) documents.takeRows(rows, document, origin);
    else documents.takeNames(document, origin);
  };

  return {
    input: (message) => {
      const { payload } = message;
      if (isTelemetryTagged(payload)) passTelemetry(payload);
      else if (modbus.understands(message)) modbus.take(message);
      else if (opcua.understands(message)) opcua.take(message);
      else if (payload === undefined || payload === null || payload === "") unreadable(message, "it has no payload");
      else if (Array.isArray(payload)) {
        const fault = readings.take(payload, { topic: message.topic, asset: assetOf(message), again: false });
        if (fault) unreadable(message, fault);
        source.sendFull();
      } else if (ArrayBuffer.isView(payload)) unreadable(message, "a Buffer has no names");
      else if (typeof payload === "string" && payload.length > MOST_BYTES) tooLarge(message, payload.length);
      else takeDocument(message);
    },
    close: () => undefined,
  };
};

const isTelemetryTagged = (payload: unknown): payload is object =>
  typeof payload === "object" && payload !== null && "schema" in payload && payload.schema === TELEMETRY_TAG;

const assetOf = (message: FlowMessage): string => (typeof message["asset"] === "string" ? message["asset"] : "");

const topicOf = (message: FlowMessage): string => (typeof message.topic === "string" ? message.topic : "");

/** A text that is JSON, as it comes from an MQTT or HTTP node, is read; any other text stays one. */
const parsed = (payload: unknown): unknown => {
  if (typeof payload !== "string") return payload;
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
};
