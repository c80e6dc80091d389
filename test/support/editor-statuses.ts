import { once } from "node:events";

export interface EditorStatus {
  readonly node: string;
  readonly text: string;
  readonly fill: string;
}

/** Every status that the editor is told from now on, beginning with the present one of each node. */
export const editorStatuses = async (
  url: string,
): Promise<{ readonly seen: readonly EditorStatus[]; close(): void }> => {
  const seen: EditorStatus[] = [];
  const socket = new WebSocket(`${url.replace("http", "ws")}/comms`);
  socket.addEventListener("message", ({ data }) => {
    for (const { topic, data: status } of [JSON.parse(String(data))].flat()) {
      if (!String(topic).startsWith("status/")) continue;
      seen.push({ node: String(topic).slice(7), text: status.text ?? "", fill: status.fill ?? "" });
    }
  });
  await once(socket, "open");
  socket.send(JSON.stringify({ subscribe: "status/#" }));
  return { seen, close: () => socket.close() };
};
