import type { Influx1, Influx1Options } from "./influx1-client.ts";
import { answered, failureOf } from "./influx1-client.ts";

/** Name of the retention policy that Twinloom makes and writes to. */
const POLICY = "twinloom";

/**
 * Makes the database and its retention policy where they are missing, and brings the policy to the setting. In a database
 * that was there before, its default policy stays as it is; a user without the right to make a policy gets the default one.
 *
 * @returns the policy to write to and to read from; empty for the default one
 */
export const ensurePolicy = async ({ client }: Influx1, options: Influx1Options): Promise<string> => {
  const { database, retentionDays } = options;
  const policy = { database, duration: retentionDays > 0 ? `${retentionDays}d` : "INF", replication: 1 };
  const names = await existing(() => client.getDatabaseNames());
  const isNew = names !== undefined && !names.includes(database);
  if (isNew) await answered(() => client.createDatabase(database));
  const policies = await existing(() => client.showRetentionPolicies(database));
  const present = policies?.find(({ name }) => name === POLICY);
  try {
    if (!present) {
      await answered(() => client.createRetentionPolicy(POLICY, { ...policy, isDefault: isNew }));
    } else if (hoursOf(present.duration) !== retentionDays * 24) {
      await answered(() => client.alterRetentionPolicy(POLICY, { ...policy, isDefault: present.default }));
    }
    return POLICY;
  } catch (thrown) {
    if (!isForbidden(thrown)) throw thrown;
    return present ? POLICY : "";
  }
};

/** A list that the user may not see is unknown, not empty. */
const existing = async <T>(ask: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await answered(ask);
  } catch (thrown) {
    if (isForbidden(thrown)) return undefined;
    throw thrown;
  }
};

const isForbidden = (thrown: unknown): boolean =>
  failureOf(thrown).status === 403 || /not authorized/.test(failureOf(thrown).reason);

/** The server writes 365 days as `8760h0m0s`, and for ever as `0s`. */
const hoursOf = (duration: string): number => Number(/^(\d+)h/.exec(duration)?.[1] ?? 0);
