import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { generate, type Packet } from "mqtt-packet";
import { fleet } from "./fleet.ts";

/** What is asked of it; `prefix` is the first level of the topics, the pump is the second. */
export interface MqttOrder {
  readonly prefix: string;
  readonly qos: 0 | 1;
  readonly messages: number;
  /** undefined: as fast as the broker takes them, all made before the first one is sent. */
  readonly perSecond?: number;
}

/** Epoch ms of the first message's leaving. */
export interface MqttDone {
  readonly beganMs: number;
}

/**
 * A process that publishes what 100 pumps measure, a message of all channels each: `mqtt-plant-process.ts PORT`. It writes
 * packets to the socket itself, so that it takes little of the machine that is measured.
 */
const [port = ""] = process.argv.slice(2);
const machines = fleet();
const LAST_PACKET_ID = 65_535;
const TICK_MS = 1;
let sent = 0;

const socket = connect(Number(port), "127.0.0.1").setNoDelay();
socket.write(
  generate({ cmd: "connect", clientId: "bench-plant", protocolId: "MQTT", clean: true, keepalive: 0 } as Packet),
);
await once(socket, "data");
// its acknowledgements
socket.resume();

const publish = ({ prefix, qos }: MqttOrder, asset: string, timeMs: number | undefined): Buffer => {
  const readings = machines.twoSeconds(asset, Math.floor(sent / machines.assets.length));
  const values: Record<string, number> = {};
  // of two seconds the second one stays
  for (const { channel, value } of readings) values[channel] = value;
  const payload = JSON.stringify({ time: timeMs ?? readings[0]?.time, values });
  const messageId = (sent++ % LAST_PACKET_ID) + 1;
  return generate({
    ...{ cmd: "publish", topic: `${prefix}/${asset}/telemetry`, payload, qos, messageId, dup: false, retain: false },
  });
};

const nextAsset = (): string => (machines.assets[sent % machines.assets.length] ?? "").replace("/", "-");

const burst = async (order: MqttOrder): Promise<MqttDone> => {
  const bytes = Buffer.concat(Array.from({ length: order.messages }, () => publish(order, nextAsset(), undefined)));
  const beganMs = Date.now();
  await new Promise<void>((resolve) => void socket.write(bytes, () => resolve()));
  return { beganMs };
};

const steady = async (order: MqttOrder, perSecond: number): Promise<MqttDone> => {
  const beganMs = Date.now();
  const began = performance.now();
  for (let done = 0; done < order.messages; await sleep(TICK_MS)) {
    const due = Math.min(order.messages, ((performance.now() - began) / 1000) * perSecond);
    const timeMs = performance.timeOrigin + performance.now();
    for (; done < due; done++) socket.write(publish(order, nextAsset(), timeMs));
  }
  return { beganMs };
};

process.on("message", (order: MqttOrder) => {
  const { perSecond } = order;
  void (perSecond === undefined ? burst(order) : steady(order, perSecond)).then((done) => process.send?.(done));
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
