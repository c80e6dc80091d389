import { TwinError } from "../../models/errors/twin-error.ts";
import { createRandom, hashText } from "../../models/random/random.ts";
import { afterStart } from "./after-start.ts";
import { systemClock } from "./clock.ts";
import { addUser } from "./config-users.ts";
import { asTwinError, kitErrors } from "./errors.ts";
import { flowRevision } from "./flow-revision.ts";
import { httpInlet } from "./http-inlet.ts";
import { count, gauge } from "./metrics.ts";
import { countOpenWork } from "./open-work.ts";
import type { Red, RedNode } from "./red.ts";
import { statusOf } from "./status-of.ts";
import type { NodeStatus, StatusLevel, World } from "./world.ts";

const LOOK: Readonly<Record<StatusLevel, { fill: string; shape: string }>> = {
  ok: { fill: "green", shape: "dot" },
  waiting: { fill: "grey", shape: "ring" },
  warning: { fill: "yellow", shape: "dot" },
  error: { fill: "red", shape: "ring" },
};

export const showStatus = (node: RedNode, { level, text }: NodeStatus): void => node.status({ ...LOOK[level], text });

/** The world of one live node: Node-RED behind the interface that behaviours know. */
export const nodeWorld = (red: Red, node: RedNode, signal: AbortSignal): World => {
  let shown = "";
  const nodeName = node.name || node.type.replace("twinloom-", "").replaceAll("-", " ");
  const own = { node: node.id, name: nodeName };
  afterStart(red, () => undefined);
  return {
    nodeId: node.id,
    nodeName,
    homeFolder: String(red.settings["userDir"] ?? process.cwd()),
    clock: systemClock,
    random: createRandom(hashText(node.id)),
    signal,
    credentials: Object.freeze({ ...node.credentials }),
    flowRevision: () => flowRevision(red),
    emit: (out) => {
      if (out && !signal.aborted) node.send(out);
    },
    status: (status) => {
      const key = `${status.level}${status.text}`;
      if (key === shown || signal.aborted) return;
      shown = key;
      showStatus(node, status);
    },
    fail: (thrown, message) => {
      const error = asTwinError(thrown);
      count("twinloom_errors_total", { ...own, code: error.code }, 1);
      shown = "";
      showStatus(node, statusOf(error));
      afterStart(red, () => {
        if (!signal.aborted) node.error(error, message ?? {});
      });
    },
    log: (level, text) => (level === "info" ? node.log(text) : node[level](text)),
    count: (name, by = 1, labels = {}) => count(name, { ...own, ...labels }, by),
    gauge: (name, read, labels = {}) => gauge(name, { ...own, ...labels }, read, signal),
    serve: (name, handle) => httpInlet(red, name, handle),
    goesOn: countOpenWork,
    resource: <R>(id: string, type: string): R => {
      const found = id ? red.nodes.getNode(id) : null;
      if (found?.type === type) addUser(found, node);
      if (found?.type !== type || found.twinloomResource === undefined) {
        const name = type.replace("twinloom-", "");
        throw new TwinError(kitErrors.missingConfigNode, {
          type: name,
          id: id || "(not chosen)",
          status: `no ${name}`,
        });
      }
      return found.twinloomResource as R;
    },
    resources: <R>(type: string): readonly R[] => {
      const ids: string[] = [];
      red.nodes.eachNode((config) => {
        if (config["type"] === type) ids.push(String(config["id"]));
      });
      return ids
        .map((id) => red.nodes.getNode(id)?.twinloomResource)
        .filter((one) => one !== undefined)
        .map((one) => one as R);
    },
  };
};
