import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startHealthServer } from "../../scripts/edge/health-server.ts";
import { tlsFiles } from "../../scripts/start/tls-files.ts";
import { freePort } from "../support/free-port.ts";
import { hasOpenssl, makeCertificates } from "../support/test-certificates.ts";

const root = join(import.meta.dirname, "../..");
const read = (name: string): string => readFileSync(join(root, "scripts/edge", name), "utf8");
const help = spawnSync(
  process.execPath,
  ["--disable-warning=ExperimentalWarning", "scripts/twinloom.ts", "run", "--help"],
  {
    cwd: root,
    encoding: "utf8",
  },
).stdout;

describe("the files for a service manager", () => {
  it("give the command options that it has, and more time to stop than it takes", () => {
    const unit = read("twinloom.service");
    const command = /^ExecStart=\/usr\/bin\/env twinloom run (.*)$/m.exec(unit)?.[1] ?? assert.fail("no ExecStart");
    for (const option of command.match(/--[a-z-]+/g) ?? []) assert.ok(help.includes(`${option} `), option);
    const drain = Number(/--drain <seconds>[^)]*default: "(\d+)"/.exec(help.replaceAll(/\s+/g, " "))?.[1]);
    assert.ok(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1]) > drain, `it may take ${drain} s`);
  });

  it("are a unit that systemd takes", function () {
    const verified = spawnSync("systemd-analyze", ["verify", join(root, "scripts/edge/twinloom.service")], {
      encoding: "utf8",
      env: { ...process.env, SYSTEMD_LOG_LEVEL: "warning" },
    });
    if (verified.error) this.skip();
    const complaints = verified.stderr.split("\n").filter((line) => line.includes("twinloom.service:"));
    assert.deepEqual(complaints, []);
  });

  it("find the health address in the container, by TLS too, and fail where nobody answers", async function () {
    if (!hasOpenssl()) this.skip();
    const [, script = ""] =
      /^ {2}CMD (\["node", "-e", ".*"\])$/m.exec(read("Containerfile")) ?? assert.fail("no check");
    const [, ...command]: string[] = JSON.parse(script);
    const port = await freePort();
    const isHealthy = async (env: Record<string, string>): Promise<boolean> => {
      const check = spawn(process.execPath, command, {
        env: { ...process.env, TWINLOOM_HEALTH_PORT: String(port), ...env },
      });
      return (await once(check, "exit"))[0] === 0;
    };
    const made = makeCertificates();
    const env = { TWINLOOM_TLS_KEY: made.server.key, TWINLOOM_TLS_CERT: made.server.cert };
    try {
      for (const [own, other] of [
        [{}, env],
        [env, {}],
      ]) {
        const server = startHealthServer({
          ...{ host: "127.0.0.1", port, tls: tlsFiles(own) },
          readiness: () => ({ ready: true, reasons: [] }),
          metrics: async () => ({ type: "", text: "" }),
        });
        await once(server, "listening");
        assert.deepEqual([await isHealthy(own ?? {}), await isHealthy(other ?? {})], [true, false]);
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
      assert.equal(await isHealthy({}), false);
    } finally {
      made.remove();
    }
  });

  it("set variables in the container that the command knows", () => {
    const variables = read("Containerfile").match(/TWINLOOM_\w+/g) ?? [];
    assert.ok(variables.length >= 2);
    for (const name of variables) assert.ok(help.includes(name), name);
  });
});
