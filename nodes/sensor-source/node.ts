import { askServer } from "../kit/ask-server.ts";
import { defineNode } from "../kit/define-node.ts";
import { createBehaviour } from "./behaviour.ts";
import { spareNumberCache } from "./mqtt/spare-number-cache.ts";
import { schema } from "./schema.ts";

/** Long enough for tags that are sent each second or two. */
const LISTEN_MS = 4000;

const browse = askServer("mqtt-topics", schema, async ({ config, credentials }) =>
  (await import("./mqtt/browse-topics.ts")).browseTopics(config, credentials, LISTEN_MS),
);

/** The rows are not what is asked about, and one that is half filled in is no reason to refuse. */
const UNREAD = ["tags"];

const browseTags = askServer(
  "opcua-tags",
  schema,
  async (question) => (await import("./opcua/browse/ask-opcua.ts")).askOpcua(question),
  UNREAD,
);

const readTable = askServer(
  "modbus-table",
  schema,
  async (question) => (await import("./modbus/read-table.ts")).readTable(question),
  UNREAD,
);

spareNumberCache();

export default defineNode(schema, createBehaviour, (red) => {
  browse(red);
  browseTags(red);
  readTable(red);
});
