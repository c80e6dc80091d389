import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { connectAsync } from "mqtt";
import { startSource } from "../support/live-source.ts";
import { findMosquitto, type Mosquitto, startMosquitto } from "../support/mosquitto.ts";
import { hasOpenssl, makeCertificates } from "../support/test-certificates.ts";
import { until } from "../support/until.ts";
import { spindleType } from "./spindle-type.ts";

const T0 = Date.UTC(2026, 0, 1);

describe("MQTT over TLS, against a Mosquitto that asks for a client certificate", () => {
  let certificates: ReturnType<typeof makeCertificates>;
  let broker: Mosquitto;
  let source: ReturnType<typeof startSource> | undefined;

  before(async function () {
    if (!findMosquitto() || !hasOpenssl()) {
      console.log("      skipped: it needs mosquitto and openssl (apt-get install mosquitto openssl)");
      this.skip();
    }
    certificates = makeCertificates();
    broker = await startMosquitto(undefined, { ...certificates.server, ca: certificates.ca.cert });
  });
  afterEach(async () => source?.close());
  after(async () => {
    await broker?.remove();
    certificates?.remove();
  });

  const open = (settings: Record<string, unknown>): ReturnType<typeof startSource> => {
    const { ca, client } = certificates;
    const own = { mqttCaFile: ca.cert, mqttCertFile: client.cert, mqttKeyFile: client.key };
    const all = { protocol: "mqtt", mqttUrl: broker.url, mqttCertificates: true, batchMs: 20, ...own, ...settings };
    source = startSource(all, { assetType: spindleType });
    return source;
  };

  it("reads with the certificates that the settings name", async () => {
    const opened = open({});
    await until("the subscription", () => opened.lastStatus()?.text === "waiting for data");
    const [ca, cert, key] = [certificates.ca.cert, certificates.client.cert, certificates.client.key].map((file) =>
      readFileSync(file),
    );
    const plant = await connectAsync(broker.url, { ...(ca && cert && key ? { ca, cert, key } : {}) });
    await plant.publishAsync("plant/m1/telemetry", JSON.stringify({ time: T0, values: { speed: 9000 } }), { qos: 1 });
    await until("the reading", () => opened.samples("speed").length === 1);
    await plant.endAsync();
  });

  const refusals: readonly (readonly [what: string, settings: () => Record<string, string>, reason: RegExp])[] = [
    ["a server of another CA", () => ({ mqttCaFile: certificates.other.cert }), /certificate/],
    ["a client without a certificate", () => ({ mqttCertFile: "", mqttKeyFile: "" }), /certificate/],
    [
      "a client of another CA",
      () => ({ mqttCertFile: certificates.other.cert, mqttKeyFile: certificates.other.key }),
      /alert|certificate/,
    ],
  ];
  for (const [what, settings, reason] of refusals) {
    it(`says that ${what} was refused`, async () => {
      const opened = open(settings());
      await until("the refusal", () => opened.failures.some(({ code }) => code === "TWIN-SOURCE-041"));
      assert.match(opened.failures.find(({ code }) => code === "TWIN-SOURCE-041")?.message ?? "", reason);
    });
  }

  it("says at deploy what is wrong with the files", () => {
    assert.throws(() => open({ mqttCaFile: "/nowhere/ca.crt" }), { code: "TWIN-SOURCE-044" });
    assert.throws(() => open({ mqttKeyFile: "" }), { code: "TWIN-SOURCE-006" });
    assert.throws(() => open({ mqttUrl: "mqtt://localhost:1883" }), { code: "TWIN-SOURCE-006" });
  });
});
