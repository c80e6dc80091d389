import { TwinError } from "../../../models/errors/twin-error.ts";
import type { FlowMessage } from "../../kit/world.ts";
import { sourceErrors } from "../errors.ts";
import { takeValue as opcuaValue } from "../opcua/take-value.ts";
import { shown } from "../shown.ts";
import type { Source } from "../source.ts";
import { variantOf } from "./variant-of.ts";

type Json = Readonly<Record<string, unknown>>;

/**
 * Takes the messages of node-red-contrib-opcua 0.2.354 (`opcua/102-opcuaclient.js`):
 * - read and subscription of one item: payload is the value; `topic` the node id, `statusCode`, `sourceTimestamp` beside it;
 * - subscription "multiple": `topic` the node id, payload a whole DataValue;
 * - read multiple: `topic` (third port) or `items` (payload "ALL") holds the items, payload their DataValues;
 * - once a subscription: its number, which is no reading and is passed over.
 */
export const opcuaMessageReader = (source: Source) => {
  const takeValue = (nodeId: string, value: unknown, about: Json): void => {
    const tag = nodeId.split(";datatype=")[0] ?? nodeId;
    const found = source.plan.find(tag) ?? source.plan.find(nameIn(tag));
    if (!found) {
      source.refuse(new TwinError(sourceErrors.unmappedTag, { tag }), { tag, value, time: about["sourceTimestamp"] });
      return;
    }
    const { statusCode, sourceTimestamp } = about;
    opcuaValue(source, found, { value: variantOf(value, about["datatype"]), statusCode, sourceTimestamp }, false);
  };

  const takeDataValue = (item: unknown, dataValue: unknown): void => {
    const nodeId = nodeIdOf(item);
    const about = isObject(dataValue) ? dataValue : {};
    const variant = isObject(about["value"]) ? about["value"] : {};
    takeValue(nodeId, variant["value"], { ...about, datatype: variant["dataType"] });
  };

  const isSubscriptionNumber = ({ topic, payload }: FlowMessage): boolean =>
    topic === "subscriptionId" && typeof payload === "number" && !source.plan.find(topic);

  return {
    understands: (message: FlowMessage): boolean =>
      isSubscriptionNumber(message) ||
      "statusCode" in message ||
      "sourceTimestamp" in message ||
      isDataValue(message.payload) ||
      itemsOf(message) !== undefined,
    take(message: FlowMessage): void {
      if (isSubscriptionNumber(message)) return;
      const items = itemsOf(message);
      const { payload, topic } = message;
      if (items && Array.isArray(payload)) {
        for (const [i, item] of items.entries()) takeDataValue(item, payload[i]);
      } else if (isDataValue(payload)) takeDataValue(topic, payload);
      else takeValue(nodeIdOf(topic), payload, message);
    },
  };
};

const isDataValue = (payload: unknown): payload is Json =>
  isObject(payload) && isObject(payload["value"]) && "dataType" in payload["value"] && "value" in payload["value"];

const itemsOf = (message: FlowMessage): readonly unknown[] | undefined => {
  const { payload, topic } = message;
  if (!Array.isArray(payload) || !payload.some(isDataValue)) return undefined;
  if (Array.isArray(topic)) return topic;
  return Array.isArray(message["items"]) ? message["items"] : undefined;
};

/** Letters of NodeIdType: numeric 1, string 2, GUID 3, byte string 4. */
const IDENTIFIER_LETTERS: readonly (string | undefined)[] = [undefined, "i", "s", "g", "b"];

/** An item is `{nodeId, ...}` with a text or a NodeId object, or the node id itself. */
const nodeIdOf = (item: unknown): string => {
  if (typeof item === "string") return item;
  if (!isObject(item)) return "an item without node id";
  const nodeId = item["nodeId"] ?? item;
  if (typeof nodeId === "string") return nodeId;
  if (!isObject(nodeId)) return shown(nodeId);
  // A NodeId object of the library, which a clone leaves with its fields only (Part 6, 5.3.1.10).
  const { namespace, identifierType, value } = nodeId;
  const letter = IDENTIFIER_LETTERS[Number(identifierType === undefined ? 0 : shown(identifierType))];
  const ns = namespace === 0 ? "" : `ns=${shown(namespace)};`;
  return letter && (typeof value === "string" || typeof value === "number") ? `${ns}${letter}=${value}` : shown(nodeId);
};

/** `pump-1.flow` of `ns=1;s=pump-1.flow`, then `flow`: lets channels be found without a row. */
const nameIn = (nodeId: string): string => nodeId.slice(Math.max(nodeId.lastIndexOf("="), nodeId.lastIndexOf(".")) + 1);

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
