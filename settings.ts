import type { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { hearDeployWords } from "./scripts/revisions/deploy-context.ts";
import { flowStorage } from "./scripts/revisions/flow-storage.ts";
import { adminAuth } from "./scripts/security/admin-auth.ts";
import { readOrMakeSecret } from "./scripts/security/secret.ts";
import { createSessions } from "./scripts/security/session.ts";
import { signInMiddleware } from "./scripts/security/sign-in.ts";
import { followParent } from "./scripts/start/follow-parent.ts";
import { isInstalled, twinloomHome } from "./scripts/start/layout.ts";
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

const tlsKey = process.env["TWINLOOM_TLS_KEY"];
const tlsCert = process.env["TWINLOOM_TLS_CERT"];
const wanted = new Set((process.env["TWINLOOM_CONTRIB"] ?? "").split(",").map((name) => name.trim()));
const usersFile = join(home, "users.json");
const secret = readOrMakeSecret(join(home, "credential-secret"));
const sessions = createSessions(secret, usersFile);

// the runtime's own bus; its published types leave it out
const { events }: { events: EventEmitter } = createRequire(import.meta.url)("@node-red/util");
followParent(events);

const settings = {
  userDir: home,
  flowFile: "flows.json",
  flowFilePretty: true,
  storageModule: flowStorage(home),
  httpAdminMiddleware: hearDeployWords,
  credentialSecret: secret,
  ...(isInstalled() ? {} : { nodesDir: import.meta.dirname }),
  nodesExcludes: ["opcua", "modbus"].filter((name) => !wanted.has(name)).map((name) => `node-red-contrib-${name}`),
  uiHost: process.env["TWINLOOM_HOST"] ?? "127.0.0.1",
  uiPort: Number(process.env["TWINLOOM_PORT"] ?? 1880),
  ...(tlsKey && tlsCert
    ? { https: { key: readFileSync(tlsKey), cert: readFileSync(tlsCert) }, requireHttps: true }
    : {}),
  adminAuth: adminAuth(usersFile),
  httpNodeAuth: signInMiddleware(sessions, usersFile, Boolean(tlsKey)),
  dashboard: {
    /** The operator pages' live connection: the same session, and who it is for the orders' history. */
    ioMiddleware: (socket: DashboardSocket, next: (error?: Error) => void): void => {
      const session = sessions.read(socket.handshake.headers.cookie, Date.now());
      socket.data["user"] = session;
      next(session ? undefined : new Error("sign in first"));
    },
  },
  telemetry: { enabled: false },
  diagnostics: { enabled: true, ui: true },
  runtimeState: { enabled: false, ui: false },
  exportGlobalContextKeys: false,
  externalModules: { modules: { allowInstall: false } },
  functionExternalModules: false,
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

interface DashboardSocket {
  readonly handshake: { readonly headers: { readonly cookie?: string } };
  readonly data: Record<string, unknown>;
}

export { settings as "module.exports" };
