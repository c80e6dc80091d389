import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { headlessFlow } from "../../scripts/bench/headless-flow.ts";
import { type RunningPlant, startPlant } from "../../scripts/bench/running-plant.ts";
import { eventually } from "../support/eventually.ts";
import { type Headless, startHeadless } from "../support/headless.ts";

const sumOf = (text: string, name: string): number =>
  text
    .split("\n")
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);

describe("twinloom run, on the demo plant", () => {
  let plant: RunningPlant;
  let headless: Headless;

  before(async () => {
    plant = await startPlant();
    headless = await startHeadless(headlessFlow({ opcua: false }), [], plant.env);
  });
  after(async () => {
    headless?.remove();
    await plant?.stop();
  });

  it("is ready once its flows run, and counts readings, stored points and forecasts", async () => {
    await eventually("ready", async () => (await headless.ask("/readyz")).status === 200, headless.lines);
    assert.equal((await headless.ask("/healthz")).status, 200);
    const counters = ["twinloom_readings_total", "twinloom_store_points_total", "twinloom_forecasts_total"];
    await eventually(`a count of ${counters}`, async () => {
      const { text } = await headless.ask("/metrics");
      return counters.every((name) => sumOf(text, name) > 0);
    });
  });

  it("tells the revision of its flow, the hashes of its models and the age of its data", async () => {
    const { text } = await headless.ask("/metrics");
    const revisions = join(headless.home, "revisions");
    const head = readFileSync(join(revisions, "head"), "utf8").trim();
    assert.match(head, /^[0-9a-f]{8,}$/);
    assert.match(text, /twinloom_flow_info\{revision="[0-9a-f]{16}"\} 1/);
    assert.match(text, /twinloom_forecasts_total\{[^}]*model="[0-9a-f]{64}"/);
    assert.match(text, /twinloom_data_age_seconds\{[^}]*\} \d/);
    assert.equal(sumOf(text, "twinloom_store_up"), 1);
    assert.ok(sumOf(text, "process_resident_memory_bytes") > 0);
  });

  it("opens no editor, no admin API and no pages that its flow has not", () => {
    assert.ok(headless.lines().some(({ message }) => message.includes("headless mode")));
    assert.ok(!headless.lines().some(({ message }) => message.includes("Server now running")));
  });

  it("stops its flows and ends with 0 when it is told to", async () => {
    assert.equal(await headless.end(), 0);
    const last = headless.lines().at(-1);
    assert.equal(last?.message, "Stopped flows");
    assert.ok(headless.lines().every(({ time }) => !Number.isNaN(Date.parse(time))));
  });
});
