import { X509Certificate } from "node:crypto";

/**
 * How a certificate is named to people: its common name, its thumbprint (SHA-1 in hexadecimal digits, OPC UA Part 4, 7.3), and
 * when it is valid.
 *
 * @param der one certificate, without its chain
 */
export const aboutCertificate = (der: Buffer): Record<"name" | "thumbprint" | "from" | "to", string> => {
  const { fingerprint, subject, validFrom: from, validTo: to } = new X509Certificate(der);
  const name = /^CN=(.*)$/m.exec(subject)?.[1] ?? subject;
  return { name, thumbprint: fingerprint.replaceAll(":", "").toLowerCase(), from, to };
};
