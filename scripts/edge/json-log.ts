/** Levels of Node-RED's log, in its numbers. */
const LEVELS: Readonly<Record<number, string>> = {
  10: "fatal",
  20: "error",
  30: "warn",
  40: "info",
  50: "debug",
  60: "trace",
};

export interface LogEntry {
  readonly level: number;
  readonly timestamp?: number;
  readonly type?: string;
  readonly id?: string;
  readonly name?: string;
  readonly z?: string;
  readonly msg?: unknown;
}

/** One line of JSON for a log entry: time (ISO 8601), level, node, and the code where the message has one. */
export const jsonLine = ({ level, timestamp = Date.now(), type, id, name, z, msg }: LogEntry): string => {
  const message = textOf(msg).trim();
  const code = /\bTWIN-[A-Z0-9]+-\d{3}\b/.exec(message)?.[0];
  const node = id === undefined ? undefined : { id, type, name, flow: z };
  return JSON.stringify({
    time: new Date(timestamp).toISOString(),
    level: LEVELS[level] ?? String(level),
    ...(code ? { code } : {}),
    message,
    ...(node ? { node } : {}),
  });
};

const textOf = (msg: unknown): string => {
  if (typeof msg === "string") return msg;
  if (msg instanceof Error) return msg.message;
  const inner = Object(msg).message;
  return typeof inner === "string" ? inner : (JSON.stringify(msg) ?? String(msg));
};
