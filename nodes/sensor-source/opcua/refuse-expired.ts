import { TwinError } from "../../../models/errors/twin-error.ts";
import { sourceErrors } from "../errors.ts";
import { aboutCertificate } from "./about-certificate.ts";

/**
 * The client library lets an expired certificate pass where every certificate is trusted: time is no matter of trust (OPC UA
 * Part 4, 6.1.3).
 *
 * @param server its endpoint
 * @param der its certificate, without the chain; undefined: it shows none
 * @throws TwinError TWIN-SOURCE-061
 */
export const refuseExpired = (server: string, der: Buffer | undefined, nowMs: number): void => {
  if (!der) return;
  const about = aboutCertificate(der);
  if (Date.parse(about.from) <= nowMs && nowMs <= Date.parse(about.to)) return;
  throw new TwinError(sourceErrors.certificateExpired, { server, ...about, status: "cert expired" });
};
