import { connectAsync } from "mqtt";
import type { Point } from "../../nodes/kit/store.ts";
import { spindleType } from "../../test/sensor-source/spindle-type.ts";
import { startSource } from "../../test/support/live-source.ts";
import { startMosquitto } from "../../test/support/mosquitto.ts";
import { until } from "../../test/support/until.ts";

export interface BrokerOutageResult {
  readonly published: number;
  readonly lost: number;
  /** Readings that the store got before an older one. */
  readonly outOfOrder: number;
}

const DAY_S = 86_400;
const START_MS = Date.UTC(2026, 0, 5);
const PATIENCE_MS = 1_800_000;
const TOPIC = "plant/spindle-1/telemetry";

/**
 * Stops a broker (Mosquitto, with persistence) for a day of readings, by their own time, which the machine's gateway holds back
 * meanwhile as an MQTT client does, and counts what the store has got once the broker is back.
 *
 * @param everySeconds at least 2: a client has 65,535 packet ids for what is not acknowledged
 */
export const brokerOutage = async (everySeconds: number): Promise<BrokerOutageResult> => {
  const broker = await startMosquitto(undefined, undefined, true);
  const times: number[] = [];
  const write = async (points: readonly Point[]): Promise<void> => {
    for (const { timeMs } of points) times.push(timeMs);
  };
  const source = startSource(
    { protocol: "mqtt", mqttUrl: broker.url, batchMs: 20, mqttTopics: "plant/#" },
    { assetType: spindleType, store: { write } },
  );
  const gateway = await connectAsync(broker.url, { clientId: "gateway", clean: false, reconnectPeriod: 500 });
  const published = DAY_S / everySeconds;
  const publish = (number: number): Promise<unknown> => {
    const time = START_MS + number * everySeconds * 1000;
    return gateway.publishAsync(TOPIC, JSON.stringify({ time, values: { speed: number } }), { qos: 1 });
  };
  try {
    await until("the subscription", () => source.lastStatus()?.text === "waiting for data", PATIENCE_MS);
    await publish(0);
    await until("the first reading", () => times.length > 0, PATIENCE_MS);
    await broker.stop();
    await until("the loss", () => source.lastStatus()?.level === "error", PATIENCE_MS);
    const sent = Array.from({ length: published - 1 }, (_, i) => publish(i + 1));
    await broker.start();
    await Promise.all(sent);
    const all = new Set<number>();
    await until(
      "all readings",
      () => {
        for (const time of times) all.add(time);
        return all.size >= published;
      },
      PATIENCE_MS,
    );
    const outOfOrder = times.filter((time, i) => time < (times[i - 1] ?? 0)).length;
    return { published, lost: published - all.size, outOfOrder };
  } finally {
    await gateway.endAsync(true);
    await source.close();
    await broker.remove();
  }
};
