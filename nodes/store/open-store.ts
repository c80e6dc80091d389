import { resolve } from "node:path";
import type { Static } from "typebox";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { TwinStore } from "../kit/store.ts";
import type { World } from "../kit/world.ts";
import { openEmbeddedStore } from "./embedded/open-embedded-store.ts";
import { storeErrors } from "./errors.ts";
import { influx1Remote } from "./influx1/influx1-remote.ts";
import { influx2Remote } from "./influx2/influx2-remote.ts";
import { openRemoteStore } from "./outbox/open-remote-store.ts";
import type { schema } from "./schema.ts";

export type StoreConfig = Static<typeof schema.fields>;

/** A store opens before the flows have started, and only then are there Catch nodes to hear of it. */
const REPORT_AFTER_MS = 2000;
const DAY_MS = 86_400_000;

/**
 * The store that the settings ask for. It is usable at once; an InfluxDB that is away shows in its health.
 *
 * @throws TwinError TWIN-STORE-001, -004, -005, -019
 */
export const openStore = (config: StoreConfig, world: World): TwinStore => {
  const { retentionDays, sizeLimitMegabytes } = config;
  const file = resolve(world.homeFolder, config.file);
  const report = (error: TwinError): void => {
    world.clock.schedule(REPORT_AFTER_MS, () => world.signal.aborted || world.fail(error));
  };
  const local = { file, retentionDays, sizeLimitMegabytes, report };
  if (config.driver === "embedded") return openEmbeddedStore(local);

  const remote = { url: required(config, "url"), file };
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
  if (config.driver === "influx1") {
    const password = world.credentials["password"] ?? "";
    const database = required(config, "database");
    return openRemoteStore(influx1Remote({ ...remote, database, user: config.user, password, retentionDays }), outbox);
  }
  const token = world.credentials["token"] ?? "";
  if (!token) throw new TwinError(storeErrors.missingSetting, { field: "API token", driver: config.driver });
  const [org, bucket] = [required(config, "org"), required(config, "bucket")];
  return openRemoteStore(influx2Remote({ ...remote, org, bucket, token }), outbox);
};

const required = (config: StoreConfig, field: "url" | "database" | "org" | "bucket"): string => {
  if (config[field]) return config[field];
  throw new TwinError(storeErrors.missingSetting, { field, driver: config.driver });
};
