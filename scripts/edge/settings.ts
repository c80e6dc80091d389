import type { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { flowToRun } from "../revisions/running-flow.ts";
import { baseSettings } from "../start/base-settings.ts";
import { followParent } from "../start/follow-parent.ts";
import { packageRoot, twinloomHome } from "../start/layout.ts";
import { tlsFiles } from "../start/tls-files.ts";
import { consoleAsJson } from "./console-log.ts";
import { startHealthServer } from "./health-server.ts";
import { jsonLine, type LogEntry } from "./json-log.ts";
import { outliveReader } from "./outlive-reader.ts";
import { servesPages, unusedPalettes } from "./palettes.ts";
import { prometheusText } from "./prometheus.ts";
import { followReadiness } from "./readiness.ts";
import { shadowMetrics } from "./shadow-metrics.ts";

/** The hardened profile: settings of Node-RED for `twinloom run`, which hands them over by environment. */
consoleAsJson();
outliveReader();
const home = twinloomHome();
const flow = flowToRun(home);
const { version } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8"));
const drainSeconds = Number(process.env["TWINLOOM_DRAIN_SECONDS"]);
const BEAT_MS = 1000;

const { events }: { events: EventEmitter } = createRequire(import.meta.url)("@node-red/util");
followParent(events);
setInterval(() => process.connected && process.send?.({ beat: true }), BEAT_MS).unref();

startHealthServer({
  host: process.env["TWINLOOM_HEALTH_HOST"] ?? "127.0.0.1",
  port: Number(process.env["TWINLOOM_HEALTH_PORT"]),
  tls: tlsFiles(),
  readiness: followReadiness(events),
  metrics: prometheusText(version, () => shadowMetrics(home)),
});

const settings = {
  ...baseSettings(home),
  nodesExcludes: unusedPalettes(flow),
  disableEditor: true,
  httpAdminRoot: false,
  ...(servesPages(flow) ? {} : { httpNodeRoot: false }),
  externalModules: { autoInstall: false, palette: { allowInstall: false }, modules: { allowInstall: false } },
  diagnostics: { enabled: false, ui: false },
  runtimeState: { enabled: false, ui: false },
  /** A node that takes longer than its flow may must not hold up the others. */
  nodeCloseTimeout: Math.max(1000, drainSeconds * 800),
  logging: {
    json: {
      level: process.env["TWINLOOM_LOG"] ?? "info",
      metrics: false,
      audit: false,
      handler: () => (entry: LogEntry) => void process.stdout.write(`${jsonLine(entry)}\n`),
    },
  },
};

export { settings as "module.exports" };
