import { assetTypes } from "../../models/assets/index.ts";
import type { WorkOrder } from "../../models/maintenance/work-order.ts";
import { createRandom } from "../../models/random/random.ts";
import type { PhysicsModel } from "../../models/simulation/physics-model.ts";
import { makeSeries } from "../../models/telemetry/series-view.ts";
import { TELEMETRY_TAG, type Telemetry } from "../../models/telemetry/telemetry.ts";
import { createBehaviour as createExtractor } from "../../nodes/feature-extractor/behaviour.ts";
import { schema as extractorSchema } from "../../nodes/feature-extractor/schema.ts";
import { parseConfig } from "../../nodes/kit/parse-config.ts";
import type { TwinStore } from "../../nodes/kit/store.ts";
import type { Behaviour, FlowMessage, Outgoing } from "../../nodes/kit/world.ts";
import { createBehaviour as createPredictor } from "../../nodes/rul-predictor/behaviour.ts";
import { schema as predictorSchema } from "../../nodes/rul-predictor/schema.ts";
import { createBehaviour as createTwin } from "../../nodes/twin-state/behaviour.ts";
import { type TwinStateConfig, schema as twinSchema } from "../../nodes/twin-state/schema.ts";
import { createBehaviour as createSink } from "../../nodes/work-order-sink/behaviour.ts";
import { schema as sinkSchema } from "../../nodes/work-order-sink/schema.ts";
import { failedComponent, loadAt, type Machine } from "../../scripts/plant/machine.ts";
import { machinePlans } from "../../scripts/plant/machine-plans.ts";
import { scanMachine } from "../../scripts/plant/scan.ts";
import { fakeWorld } from "./fake-world.ts";

const HOUR_MS = 3_600_000;
const QUARTERS = 4;
const ASSET = "fan-1";
const SEED = 7;

const messagesAt = (out: unknown, port: number): FlowMessage[] => {
  const at = Array.isArray(out) ? out[port] : port === 0 ? out : undefined;
  return (Array.isArray(at) ? at : [at]).filter(Boolean);
};

/** With a store, a twin sends when what it says is on disk: `input` resolves with that. */
const twinOf = (fake: ReturnType<typeof fakeWorld>, config: TwinStateConfig): Behaviour => {
  let heard: (out: Outgoing) => void = () => undefined;
  const twin = createTwin(config, { ...fake.world, nodeId: "twin", emit: (out) => heard(out) });
  return {
    ...twin,
    input: (message) =>
      new Promise((resolve, reject) => {
        heard = resolve;
        Promise.resolve(twin.input?.(message)).catch(reject);
      }),
  };
};

/**
 * The demo plant's fan with the flow's own nodes behind it (extractor, twin, predictor, work-order sink) on one store, without
 * Node-RED and as fast as it goes. Its impeller is new; the winding hardly ages in the time of a test.
 */
export const fanFlow = (model: PhysicsModel, store: TwinStore, homeFolder: string) => {
  const type = assetTypes["induction-fan"];
  const plan = machinePlans[ASSET];
  if (!type || !plan) throw new Error("the demo plant has no fan");
  const fake = fakeWorld({ type, store }, {}, homeFolder);
  const base = { assetType: "type", store: "store" };
  const extractor = createExtractor(parseConfig(extractorSchema, { assetType: "type" }), fake.world);
  const twin = twinOf(fake, parseConfig(twinSchema, base));
  const predictor = createPredictor(parseConfig(predictorSchema, { ...base, everyHours: 3 }), fake.world);
  const sink = createSink(parseConfig(sinkSchema, base), fake.world);
  const random = createRandom(SEED).fork("a fan for a test");
  const state = model.initial(model.parameters, random);
  const machine: Machine = { asset: ASSET, plan, model, memory: { state, setInputs: {}, maintenances: 0 } };
  let timeMs = Date.UTC(2026, 0, 5);

  const send = async (behaviour: Behaviour, message: FlowMessage): Promise<unknown> => behaviour.input?.(message);

  const hourOfTelemetry = (): Telemetry => {
    const samples = new Map<string, number[]>();
    const times: number[] = [];
    for (let i = 0; i < QUARTERS; i++) {
      timeMs += HOUR_MS / QUARTERS;
      times.push(timeMs);
      const load = loadAt(machine, SEED, timeMs);
      const stepped = model.step(machine.memory.state, load, 3600 / QUARTERS, model.parameters);
      machine.memory = { ...machine.memory, state: stepped };
      for (const [channel, value] of Object.entries(scanMachine(machine, load, SEED, timeMs, false).values)) {
        samples.set(channel, [...(samples.get(channel) ?? []), value]);
      }
    }
    const unit = (channel: string): string => type.channels[channel]?.unit ?? "";
    const series = Array.from(samples, ([channel, values]) => [channel, makeSeries(unit(channel), times, values)]);
    const values = Array.from(samples, ([channel, all]) => [channel, all.at(-1)]);
    return {
      schema: TELEMETRY_TAG,
      asset: ASSET,
      time: timeMs,
      values: Object.fromEntries(values),
      series: Object.fromEntries(series),
    };
  };

  const passOn = async (states: readonly FlowMessage[]): Promise<void> => {
    for (const state of states) {
      for (const forecast of messagesAt(await send(predictor, state), 0)) await send(sink, forecast);
    }
  };

  const hour = async (): Promise<void> => {
    // a predictor looks for other models at most once a second of its clock
    fake.clock.advance(2000);
    for (const features of messagesAt(await send(extractor, { payload: hourOfTelemetry() }), 0)) {
      const out = await send(twin, features);
      for (const alarm of messagesAt(out, 2)) await send(sink, alarm);
      await passOn(messagesAt(out, 0));
    }
  };

  const openOrder = async (component: string): Promise<string> => {
    const [answer] = messagesAt(await send(sink, { payload: { command: "list" } }), 1);
    const orders = (answer?.payload ?? []) as readonly WorkOrder[];
    const found = orders.find((order) => order.component === component && order.status !== "closed");
    if (!found) throw new Error(`nobody ordered work on the ${component}`);
    return found.id;
  };

  return {
    ...fake,
    timeMs: () => timeMs,
    hour,
    /** Runs until the impeller fails, closes its order some hours later with what was found, and renews it. */
    liveAndRenew: async (): Promise<{ readonly order: string; readonly failedMs: number }> => {
      while (!failedComponent(machine)) await hour();
      const failedMs = timeMs;
      for (let i = 0; i < 5; i++) await hour();
      return { order: await renew("failed"), failedMs };
    },
    renew,
    /** Resolves when all that closed orders make due has been scored. */
    settled: async (): Promise<void> => {
      await sink.close?.(false);
    },
    close: async (): Promise<void> => {
      for (const behaviour of [extractor, twin, predictor, sink]) await behaviour.close?.(false);
    },
  };

  async function renew(asFound: "failed" | "worn"): Promise<string> {
    const order = await openOrder("impeller");
    const close = { command: "close", order, by: "ann", causeCode: "3.1", asFound };
    for (const done of messagesAt(await send(sink, { payload: close }), 2)) {
      await passOn(messagesAt(await send(twin, done), 0));
    }
    const renewed = model.maintain(machine.memory.state, "impeller", model.parameters, random);
    machine.memory = { ...machine.memory, state: renewed, maintenances: machine.memory.maintenances + 1 };
    return order;
  }
};
