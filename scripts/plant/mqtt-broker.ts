import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { Aedes } from "aedes";
import { TwinError } from "../../models/errors/twin-error.ts";
import { obeyMqtt } from "./obey-mqtt.ts";
import type { Plant } from "./plant.ts";
import type { Scan } from "./scan.ts";

/**
 * An MQTT 3.1.1 broker with some machines on it: `plant/ASSET/telemetry` and `plant/ASSET/waveform/CHANNEL` to listen to.
 * Of every machine, `plant/ASSET/set/LOAD` and `plant/ASSET/maintenance` can be written; what is wrong with such a message
 * is answered on `plant/ASSET/refused`.
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
    const payload = Buffer.from(JSON.stringify(body));
    broker.publish({ cmd: "publish", topic, payload, qos: 1, retain: false, dup: false }, () => undefined);
  };

  broker.on("publish", ({ topic, payload }, client) => {
    if (!client) return;
    try {
      obeyMqtt(plant, topic, payload.toString());
    } catch (error) {
      const [, asset = ""] = topic.split("/");
      const { code, message } = error instanceof TwinError ? error : { code: "", message: String(error) };
      publish(`plant/${asset}/refused`, { topic, code, message });
    }
  });

  return {
    show: ({ asset, timeMs, values, waveform }: Scan): void => {
      if (!assets.includes(asset)) return;
      publish(`plant/${asset}/telemetry`, { time: timeMs, values });
      if (!waveform) return;
      const { channel, unit, sampleRateHz, samples } = waveform;
      const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
      const base64 = bytes.toString("base64");
      publish(`plant/${asset}/waveform/${channel}`, { time: timeMs, unit, sampleRateHz, samples: base64 });
    },
    stop: async (): Promise<void> => {
      await new Promise<void>((resolve) => broker.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};
