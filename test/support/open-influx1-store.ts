import type { TwinError } from "../../models/errors/twin-error.ts";
import { createRandom } from "../../models/random/random.ts";
import { systemClock } from "../../nodes/kit/clock.ts";
import type { TwinStore } from "../../nodes/kit/store.ts";
import { influx1Remote } from "../../nodes/store/influx1/influx1-remote.ts";
import { openRemoteStore, type RemoteStoreOptions } from "../../nodes/store/outbox/open-remote-store.ts";

export interface Influx1TestStore {
  readonly store: TwinStore;
  /** Codes of what was reported. */
  readonly reported: string[];
}

/** A twin store on an InfluxDB 1, with the settings that most tests want. */
export const openInflux1Store = (
  url: string,
  file: string,
  more: Partial<RemoteStoreOptions> & {
    readonly user?: string;
    readonly password?: string;
    readonly database?: string;
  } = {},
): Influx1TestStore => {
  const { user = "", password = "", database = "twinloom", retentionDays = 0 } = more;
  const reported: string[] = [];
  const remote = influx1Remote({ url, database, user, password, retentionDays, file });
  const store = openRemoteStore(remote, {
    file,
    retentionDays,
    destination: "store-1",
    limitBytes: 50_000_000,
    whenFull: "refuse",
    clock: systemClock,
    random: createRandom(1),
    report: (error: TwinError) => reported.push(error.code),
    ...more,
  });
  return { store, reported };
};
