/** A deploy whose checks failed, and that someone wanted all the same. */
export interface Override {
  readonly reason: string;
  readonly complaints: readonly string[];
}

/** One deploy, as it is kept for ever. */
export interface Revision {
  /** Begins the SHA-256 of all that follows. */
  readonly id: string;
  /** The revision it was made from; the first has none. */
  readonly parent?: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly user: string;
  readonly message: string;
  /** The flow revision that messages carry: the same for two revisions between which something was only moved. */
  readonly flow: string;
  /** SHA-256 of each file by its path. */
  readonly files: Readonly<Record<string, string>>;
  readonly override?: Override;
}

/** Who makes a revision and why. */
export interface Author {
  readonly user: string;
  readonly message: string;
  readonly override?: Override;
}

export const isRevision = (value: unknown): value is Revision =>
  typeof value === "object" &&
  value !== null &&
  ["id", "time", "user", "message", "flow"].every((key) => typeof Reflect.get(value, key) === "string") &&
  typeof Reflect.get(value, "files") === "object" &&
  Reflect.get(value, "files") !== null;
