import { TwinError } from "../../models/errors/twin-error.ts";
import { storeErrors } from "./errors.ts";
import { influx1Remote } from "./influx1/influx1-remote.ts";
import { influx2Remote } from "./influx2/influx2-remote.ts";
import { influx3Remote } from "./influx3/influx3-remote.ts";
import type { Remote } from "./outbox/remote.ts";
import type { StoreConfig } from "./schema.ts";

/**
 * The server that the settings name.
 *
 * @param file where points wait for it; for messages
 * @throws TwinError TWIN-STORE-019
 */
export const remoteOf = (config: StoreConfig, credentials: Readonly<Record<string, string>>, file: string): Remote => {
  const { retentionDays, user } = config;
  const remote = { url: required(config, "url"), file };
  if (config.driver === "influx1") {
    const database = required(config, "database");
    return influx1Remote({ ...remote, database, user, password: credentials["password"] ?? "", retentionDays });
  }
  const token = credentials["token"] ?? "";
  if (config.driver === "influx3") return influx3Remote({ ...remote, database: required(config, "database"), token });
  if (!token) throw new TwinError(storeErrors.missingSetting, { field: "API token", driver: config.driver });
  return influx2Remote({ ...remote, org: required(config, "org"), bucket: required(config, "bucket"), token });
};

const required = (config: StoreConfig, field: "url" | "database" | "org" | "bucket"): string => {
  if (config[field]) return config[field];
  throw new TwinError(storeErrors.missingSetting, { field, driver: config.driver });
};
