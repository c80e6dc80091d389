import { createPrivateKey, type X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listCertificates, readCertificate } from "../certificates/pki.ts";
import { error, type Finding, orOk, type Place, warning } from "./finding.ts";

const CHECK = "certificates";
const SOON_MS = 30 * 86_400_000;

/** Whether TLS files fit each other, certificates are valid now and for another month, and which servers are not trusted. */
export const checkCertificates = ({ home, env, nowMs }: Place): readonly Finding[] => {
  const known = listCertificates(join(home, "pki"), nowMs);
  const found = known.flatMap(({ store, name, validFrom, validTo, thumbprint }) => {
    if (store === "rejected") {
      const todo = `If it is the server you mean: twinloom certificates trust ${thumbprint.slice(0, 12)}`;
      return [warning(CHECK, `The OPC UA server ${name} is not trusted`, todo)];
    }
    const renew = store === "own" ? "Remove it: the next start makes a new one" : "Get a new one, and trust that";
    return validity(`The ${store} certificate ${name}`, Date.parse(validFrom), Date.parse(validTo), nowMs, renew);
  });
  const all = [...found, ...tlsFindings(env, nowMs)];
  return orOk(all, CHECK, `${known.length} OPC UA certificates, none of them expired or rejected`);
};

const validity = (what: string, fromMs: number, toMs: number, nowMs: number, renew: string): readonly Finding[] => {
  const day = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10);
  if (nowMs > toMs) return [error(CHECK, `${what} has expired on ${day(toMs)}`, renew)];
  if (nowMs < fromMs) return [error(CHECK, `${what} is valid from ${day(fromMs)} on`, `Check this clock. ${renew}`)];
  return nowMs > toMs - SOON_MS ? [warning(CHECK, `${what} expires on ${day(toMs)}`, renew)] : [];
};

const tlsFindings = (env: Place["env"], nowMs: number): readonly Finding[] => {
  const [keyFile, file] = [env["TWINLOOM_TLS_KEY"], env["TWINLOOM_TLS_CERT"]];
  if (!keyFile && !file) return [];
  if (!keyFile || !file) {
    const missing = keyFile ? "TWINLOOM_TLS_CERT" : "TWINLOOM_TLS_KEY";
    return [
      error(CHECK, `${missing} is not set, so that TLS can't be served: it does not start`, "Set both, or neither"),
    ];
  }
  let certificate: X509Certificate;
  try {
    certificate = readCertificate(file);
    if (!certificate.checkPrivateKey(createPrivateKey(readFileSync(keyFile)))) {
      return [error(CHECK, `${keyFile} is not the key of ${file}`, "Set the two files that belong together")];
    }
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return [error(CHECK, `The TLS files can't be read: ${reason}`, "Give both in PEM form, readable for this user")];
  }
  const { validFrom, validTo } = certificate;
  return validity(`The TLS certificate ${file}`, Date.parse(validFrom), Date.parse(validTo), nowMs, "Renew it");
};
