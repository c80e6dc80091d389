import { createHash, timingSafeEqual } from "node:crypto";

const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();

/** What a request shows: `Bearer` (RFC 6750), `Token` (InfluxDB 2), or the password of `Basic` (InfluxDB 1). */
const shownToken = (authorization: string): string => {
  const [scheme = "", given = ""] = authorization.trim().split(/\s+/, 2);
  if (/^(bearer|token)$/i.test(scheme)) return given;
  if (!/^basic$/i.test(scheme)) return "";
  const pair = Buffer.from(given, "base64").toString("utf8");
  return pair.slice(pair.indexOf(":") + 1);
};

/** Whether a request shows the token; takes as long for a wrong one, wherever it differs. */
export const tokenGuard = (token: string) => {
  const wanted = sha256(token);
  return (authorization: string | undefined): boolean =>
    timingSafeEqual(sha256(shownToken(authorization ?? "")), wanted);
};
