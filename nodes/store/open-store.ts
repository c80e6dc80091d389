import { resolve } from "node:path";
import type { TwinError } from "../../models/errors/twin-error.ts";
import type { TwinStore } from "../kit/store.ts";
import type { World } from "../kit/world.ts";
import { openEmbeddedStore } from "./embedded/open-embedded-store.ts";
import { openRemoteStore } from "./outbox/open-remote-store.ts";
import { remoteOf } from "./remote-of.ts";
import type { StoreConfig } from "./schema.ts";

/** A store opens before the flows have started, and only then are there Catch nodes to hear of it. */
const REPORT_AFTER_MS = 2000;
const DAY_MS = 86_400_000;

/**
 * The store that the settings ask for. It is usable at once; an InfluxDB that is away shows in its health.
 *
 * @throws TwinError TWIN-STORE-001, -004, -005, -019
 */
export const openStore = (config: StoreConfig, world: World): TwinStore => {
  const { retentionDays, waveformDays, sizeLimitMegabytes } = config;
  const file = resolve(world.homeFolder, config.file);
  const report = (error: TwinError): void => {
    world.clock.schedule(REPORT_AFTER_MS, () => world.signal.aborted || world.fail(error));
  };
  const local = { file, retentionDays, waveformDays, sizeLimitMegabytes, report };
  if (config.driver === "embedded") return openEmbeddedStore(local);

  const outbox = {
    ...local,
    destination: world.nodeId,
    limitBytes: config.outboxLimitMegabytes * 1_000_000,
    limitAgeMs: config.outboxLimitDays * DAY_MS,
    whenFull: config.whenFull,
    sendFirst: config.sendFirst,
    clock: world.clock,
    random: world.random,
  };
  return openRemoteStore(remoteOf(config, world.credentials, file), outbox);
};
