import type { EventEmitter } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { hearDeployWords } from "./scripts/revisions/deploy-context.ts";
import { adminAuth } from "./scripts/security/admin-auth.ts";
import { baseSettings } from "./scripts/start/base-settings.ts";
import { followParent } from "./scripts/start/follow-parent.ts";
import { twinloomHome } from "./scripts/start/layout.ts";
import { plantDefaults } from "./scripts/start/plant-defaults.ts";

/**
 * Settings of Node-RED, all by environment:
 *
 * TWINLOOM_HOME      where flows, users, secrets and the embedded store live
 * TWINLOOM_HOST      address to listen on (default: this machine only)
 * TWINLOOM_PORT      port of editor and operator pages
 * TWINLOOM_CONTRIB   other palettes to load, of opcua,modbus (each costs memory; default: none)
 * TWINLOOM_TLS_KEY, TWINLOOM_TLS_CERT   files in PEM form: serve https
 */
const home = twinloomHome();
process.env["TWINLOOM_HOME"] = home;
for (const [name, value] of Object.entries(plantDefaults(process.env))) process.env[name] ??= value;

const wanted = new Set((process.env["TWINLOOM_CONTRIB"] ?? "").split(",").map((name) => name.trim()));
const usersFile = join(home, "users.json");

// the runtime's own bus; its published types leave it out
const { events }: { events: EventEmitter } = createRequire(import.meta.url)("@node-red/util");
followParent(events);

const settings = {
  ...baseSettings(home),
  httpAdminMiddleware: hearDeployWords,
  nodesExcludes: ["opcua", "modbus"].filter((name) => !wanted.has(name)).map((name) => `node-red-contrib-${name}`),
  adminAuth: adminAuth(usersFile),
  diagnostics: { enabled: true, ui: true },
  runtimeState: { enabled: false, ui: false },
  logging: { console: { level: process.env["TWINLOOM_LOG"] ?? "info", metrics: false, audit: false } },
  editorTheme: {
    tours: false,
    page: { title: "Twinloom" },
    header: { title: "Twinloom" },
    palette: { categories: ["twinloom", "common", "function", "network", "sequence", "parser", "storage"] },
    projects: { enabled: false },
    codeEditor: { lib: "monaco" },
  },
};

export { settings as "module.exports" };
