import { connectAsync } from "mqtt";

const TOPIC = "plant/spindle-1/telemetry";
const START_MS = Date.UTC(2026, 0, 5);
/** A torque that a spindle may have, other at each of its neighbours. */
const STEPS = 997;

export const timeOf = (number: number): number => START_MS + number * 100;
export const torqueOf = (number: number): number => (number % STEPS) / 100;

/**
 * Makes the broker keep a session of this client, so that it holds what is published before the client is there, too.
 */
export const reserveSession = async (url: string, clientId: string): Promise<void> => {
  const client = await connectAsync(url, { clientId, clean: false, protocolVersion: 4 });
  await client.subscribeAsync("plant/#", { qos: 1 });
  await client.endAsync();
};

/** Publishes readings 0, 1, 2 … with QoS 1, one a message, at an even rate, until it is stopped. */
export const publishNumbered = async (url: string, readingsPerSecond: number) => {
  const client = await connectAsync(url, { protocolVersion: 4 });
  const began = performance.now();
  let next = 0;
  let inFlight = 0;
  const publish = (number: number): void => {
    inFlight++;
    const body = JSON.stringify({ time: timeOf(number), values: { torque: torqueOf(number) } });
    client.publish(TOPIC, body, { qos: 1 }, () => inFlight--);
  };
  const timer = setInterval(() => {
    const due = ((performance.now() - began) / 1000) * readingsPerSecond;
    while (next < due) publish(next++);
  }, 10);
  return {
    count: (): number => next,
    /** Resolves when the broker has taken all. */
    stop: async (): Promise<void> => {
      clearInterval(timer);
      while (inFlight > 0) await new Promise((resolve) => setTimeout(resolve, 20));
      await client.endAsync();
    },
  };
};
