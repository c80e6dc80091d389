import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { MqttDone, MqttOrder } from "./mqtt-plant-process.ts";

export interface MqttPlant {
  /** Resolves when all of it has been handed to the broker. */
  publish(order: MqttOrder): Promise<MqttDone>;
  stop(): void;
}

/** Pumps that publish, in a process of their own. @throws Error if it ends before it is connected */
export const startMqttPlant = async (url: string): Promise<MqttPlant> => {
  const child = fork(join(import.meta.dirname, "mqtt-plant-process.ts"), [new URL(url).port], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = once(child, "exit").then(([code]) => Promise.reject(new Error(`the publisher ended with ${code}`)));
  ended.catch(() => undefined);
  await Promise.race([once(child, "message"), ended]);
  return {
    publish: async (order) => {
      child.send(order);
      const [done] = (await Promise.race([once(child, "message"), ended])) as [MqttDone];
      return done;
    },
    stop: () => void child.kill("SIGKILL"),
  };
};
