import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { diagnose } from "../../scripts/doctor/doctor.ts";
import type { Finding, Place } from "../../scripts/doctor/finding.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("twinloom doctor, on the environment", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let home: string;
  beforeEach(() => {
    folder = temporaryFolder();
    home = join(folder.path, "home");
    mkdirSync(home, { mode: 0o700 });
  });
  afterEach(() => folder.remove());

  const setFlow = (...nodes: object[]): void => writeFileSync(join(home, "flows.json"), JSON.stringify(nodes));
  /** The findings of a check that are no "ok". */
  const trouble = async (check: string, env: Place["env"] = {}): Promise<readonly Finding[]> => {
    const { findings } = await diagnose({ home, env, nowMs: Date.now(), nodeVersion: "24.1.0" });
    return findings.filter((one) => one.check === check && one.level !== "ok");
  };

  it("tells of each variable with a value that can't be right, and of those that nobody asks for", async () => {
    const env = {
      ...{ TWINLOOM_HEALTH_PORT: "99999", TWINLOOM_DRAIN_SECONDS: "20s", TWINLOOM_WATCHDOG_SECONDS: "-1" },
      ...{ TWINLOOM_LOG: "loud", TWINLOOM_SHADOW_NICE: "5", TWINLOOM_DRAIN: "20", TWINLOOM_LINE: "3" },
    };
    setFlow({ id: "b", type: "inject", topic: `\${TWINLOOM_LINE}` });
    const found = await trouble("environment", env);
    assert.deepEqual(
      found.map(({ level, what }) => `${level} ${what.split(" ")[0]}`),
      [
        ...["error TWINLOOM_HEALTH_PORT", "error TWINLOOM_DRAIN_SECONDS", "error TWINLOOM_WATCHDOG_SECONDS"],
        ...["error TWINLOOM_LOG", "warning TWINLOOM_DRAIN"],
      ],
    );
    assert.match(found[1]?.what ?? "", /^TWINLOOM_DRAIN_SECONDS is "20s", which is no number from 1 to 3600$/);
  });

  it("knows on a box what its release sets, and that nobody sets the demo plant's addresses there", async () => {
    setFlow({ id: "b", type: "inject", topic: `\${TWINLOOM_MQTT_URL} \${SITE}` });
    const unset = async () => (await trouble("flow")).map(({ what }) => /variable (\w+)/.exec(what)?.[1]);
    assert.deepEqual(await unset(), ["SITE"]);
    const active = "0123456789ab";
    mkdirSync(join(home, "releases", active), { recursive: true });
    writeFileSync(join(home, "releases/state.json"), JSON.stringify({ version: 1, active }));
    writeFileSync(join(home, "releases", active, "manifest.json"), JSON.stringify({ settings: { SITE: "north" } }));
    assert.deepEqual(await unset(), ["TWINLOOM_MQTT_URL"]);
  });
});
