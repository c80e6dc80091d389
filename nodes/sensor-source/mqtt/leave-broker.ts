import type { MqttClient } from "mqtt";
import type { Source } from "../source.ts";

/** How long a broker, and a store before it, may take over the end of a source. */
const PATIENCE_MS = 1000;

/**
 * Ends a connection so that what is in the store is acknowledged too: the broker would send it again to the next source. What a store that is
 * away has not taken stays with the broker.
 */
export const leaveBroker = async (client: MqttClient, { stores, world, whenWritten, flush }: Source): Promise<void> => {
  const patiently = async (wanted: Promise<unknown>): Promise<void> => {
    const { promise: over, resolve } = Promise.withResolvers<void>();
    const stop = world.clock.schedule(PATIENCE_MS, resolve);
    await Promise.race([wanted, over]).finally(stop);
  };
  if (!client.connected) {
    await client.endAsync(true);
    return;
  }
  if (stores) {
    const written = new Promise<void>((resolve) => whenWritten(resolve));
    flush();
    await patiently(written);
  }
  await patiently(client.endAsync());
  client.stream.destroy();
};
