import type { StoreConfig } from "../../nodes/store/schema.ts";

export interface InfluxAnswer {
  readonly version: string;
  /** How far the server's clock is ahead of this one; undefined where it does not tell its time. */
  readonly aheadMs?: number;
  /** Status of a request that needs the sign-in. */
  readonly status: number;
}

const PATIENCE_MS = 5000;

/**
 * Asks a server for its version and time, and whether the sign-in is right; changes nothing there.
 *
 * @throws Error if it does not answer
 */
export const askInflux = async (
  config: StoreConfig,
  credentials: Readonly<Record<string, string>>,
  nowMs: () => number,
): Promise<InfluxAnswer> => {
  const get = (path: string, authorization = ""): Promise<Response> =>
    fetch(new URL(path.slice(1), `${config.url.replace(/\/$/, "")}/`), {
      headers: authorization ? { authorization } : {},
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  const asked = nowMs();
  const ping = await get("/ping");
  const answered = nowMs();
  // the header counts in whole seconds, so the time is half a second later on average
  const serverMs = Date.parse(ping.headers.get("date") ?? "") + 500;
  const version = ping.headers.get("x-influxdb-version") ?? "";
  const basic = Buffer.from(`${config.user}:${credentials["password"] ?? ""}`).toString("base64");
  const token = credentials["token"] ? `Token ${credentials["token"]}` : "";
  const signedIn =
    config.driver === "influx2"
      ? await get(`/api/v2/buckets?name=${encodeURIComponent(config.bucket)}`, token)
      : await get("/query?q=SHOW+DATABASES", config.driver === "influx3" ? token : config.user && `Basic ${basic}`);
  const aheadMs = serverMs - (asked + answered) / 2;
  return { version, status: signedIn.status, ...(Number.isNaN(aheadMs) ? {} : { aheadMs }) };
};
