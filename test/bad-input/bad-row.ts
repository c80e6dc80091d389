import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The protocols that a row may be of; Sparkplug is a kind of MQTT. */
export type RowProtocol = "wire" | "mqtt" | "sparkplug" | "replay" | "modbus" | "opcua" | "push";

/** One row of `bad-input.json`: what is given, what has to come of it, and the good reading that has to get through after it. */
export interface BadRow {
  /** Id of its source in the flow. */
  readonly id: string;
  readonly index: number;
  readonly protocol: RowProtocol;
  readonly what: string;
  /** Settings of its source that are right. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** A good reading in the form of `given`, where the protocol's usual one does not fit. */
  readonly good?: unknown;
  /** In the form of its protocol; or wrong `settings`, which are corrected later. */
  readonly given: unknown;
  readonly code: string;
  /** Codes that come with it. */
  readonly also?: readonly string[];
  /** The node that has to tell it. */
  readonly at: string;
  /** What this node's status has to hold while it is not green. */
  readonly status: string;
  /** The channel of the good readings. */
  readonly channel: string;
  /** The good reading that has to get through. */
  readonly next: number;
  /** A replay of a .gz file. */
  readonly packed?: boolean;
}

/** All rows, in the order of the file. */
export const readBadRows = (): readonly BadRow[] => {
  const rows: Omit<BadRow, "id" | "index">[] = JSON.parse(
    readFileSync(join(import.meta.dirname, "../fixtures/bad-input.json"), "utf8"),
  );
  return rows.map((row, index) => ({
    ...{ settings: {}, channel: "flow" },
    ...row,
    ...{ index, id: `${row.protocol}-${index}` },
  }));
};

/** The wrong settings of a row that is about them. */
export const wrongSettings = ({ given }: BadRow): Readonly<Record<string, unknown>> | undefined =>
  typeof given === "object" && given !== null && "settings" in given
    ? (given.settings as Readonly<Record<string, unknown>>)
    : undefined;
