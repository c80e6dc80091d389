import { join } from "node:path";
import { flowStorage } from "../revisions/flow-storage.ts";
import { inTurn } from "../security/in-turn.ts";
import { readOrMakeSecret } from "../security/secret.ts";
import { createSessions } from "../security/session.ts";
import { signInMiddleware } from "../security/sign-in.ts";
import { whyRoute } from "../why/why-route.ts";
import { isInstalled, packageRoot } from "./layout.ts";
import { tlsFiles } from "./tls-files.ts";

interface DashboardSocket {
  readonly handshake: { readonly headers: { readonly cookie?: string } };
  readonly data: Record<string, unknown>;
}

/** What every runtime of ours has in common, with an editor or without: where things live, who may see what, nothing from outside. */
export const baseSettings = (home: string) => {
  const usersFile = join(home, "users.json");
  const secret = readOrMakeSecret(join(home, "credential-secret"));
  const sessions = createSessions(secret, usersFile);
  const tls = tlsFiles();
  return {
    userDir: home,
    flowFile: "flows.json",
    flowFilePretty: true,
    storageModule: flowStorage(home),
    credentialSecret: secret,
    ...(isInstalled() ? {} : { nodesDir: packageRoot() }),
    uiHost: process.env["TWINLOOM_HOST"] ?? "127.0.0.1",
    uiPort: Number(process.env["TWINLOOM_PORT"] ?? 1880),
    ...(tls ? { https: tls, requireHttps: true } : {}),
    httpNodeAuth: inTurn(signInMiddleware(sessions, usersFile, Boolean(tls)), whyRoute(home)),
    dashboard: {
      /** The operator pages' live connection: the same session, and who it is for the orders' history. */
      ioMiddleware: (socket: DashboardSocket, next: (error?: Error) => void): void => {
        const session = sessions.read(socket.handshake.headers.cookie, Date.now());
        socket.data["user"] = session;
        next(session ? undefined : new Error("sign in first"));
      },
    },
    telemetry: { enabled: false },
    exportGlobalContextKeys: false,
    externalModules: { modules: { allowInstall: false } },
    functionExternalModules: false,
  };
};
