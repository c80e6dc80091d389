import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { Aedes } from "aedes";
import type { Plant, Scan } from "./plant.ts";

/**
 * An MQTT broker with some machines on it: `plant/ASSET/telemetry` and `plant/ASSET/waveform/CHANNEL` to listen to. Of every machine
 * `plant/ASSET/set/LOAD` (a number, or `plan`) and `plant/ASSET/maintenance` (`{ component }`) can be written.
 */
export const startMqttBroker = async (plant: Plant, assets: readonly string[], host: string, port: number) => {
  const broker = await Aedes.createBroker();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    broker.handle(socket);
  });
  server.listen(port, host);
  await once(server, "listening");

  const publish = (topic: string, body: object): void => {
    broker.publish(
      { cmd: "publish", topic, payload: Buffer.from(JSON.stringify(body)), qos: 1, retain: false, dup: false },
      () => undefined,
    );
  };

  broker.on("publish", (packet, client) => {
    if (!client) return;
    const [, asset = "", verb = "", load = ""] = packet.topic.split("/");
    const text = packet.payload.toString();
    if (verb === "set") plant.set(asset, load, text === "plan" ? Number.NaN : Number(text));
    if (verb === "maintenance") plant.maintain(asset, componentOf(text));
  });

  return {
    show: ({ asset, timeMs, values, waveform }: Scan): void => {
      if (!assets.includes(asset)) return;
      publish(`plant/${asset}/telemetry`, { time: timeMs, values });
      if (!waveform) return;
      const { channel, unit, sampleRateHz, samples } = waveform;
      const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
      publish(`plant/${asset}/waveform/${channel}`, {
        time: timeMs,
        unit,
        sampleRateHz,
        samples: bytes.toString("base64"),
      });
    },
    stop: async (): Promise<void> => {
      await new Promise<void>((resolve) => broker.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};

/** What a maintenance message names; one that names nothing readable maintains nothing. */
const componentOf = (text: string): string => {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null && "component" in body ? String(body.component) : "";
  } catch {
    return "";
  }
};
