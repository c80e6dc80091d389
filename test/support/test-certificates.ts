import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "./temporary-folder.ts";

/** Whether there is an `openssl` to make certificates with. */
export const hasOpenssl = (): boolean => spawnSync("openssl", ["version"]).status === 0;

/** Files in PEM form of a certificate authority made for the test, and of certificates that it has signed. */
export const makeCertificates = () => {
  const folder = temporaryFolder();
  const file = (name: string): string => join(folder.path, name);
  // node-opcua-crypto leaves "undefined" in it once it has made a key, and openssl looks for a file of that name
  const { OPENSSL_CONF: _left, ...env } = process.env;
  const openssl = (...args: string[]): void => void execFileSync("openssl", args, { stdio: "ignore", env });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

  const authority = (name: string) => {
    const made = { cert: file(`${name}.crt`), key: file(`${name}.key`) };
    openssl("req", "-x509", ...key, "-days", "2", "-subj", `/CN=${name}`, "-keyout", made.key, "-out", made.cert);
    return made;
  };
  const ca = authority("ca");
  const signed = (name: string) => {
    const made = { cert: file(`${name}.crt`), key: file(`${name}.key`) };
    const request = file(`${name}.csr`);
    const extensions = file(`${name}.ext`);
    writeFileSync(extensions, "subjectAltName=DNS:localhost,IP:127.0.0.1\n");
    openssl("req", ...key, "-subj", `/CN=${name}`, "-keyout", made.key, "-out", request);
    const signers = ["-CA", ca.cert, "-CAkey", ca.key, "-CAcreateserial"];
    openssl("x509", "-req", "-in", request, ...signers, "-days", "2", "-extfile", extensions, "-out", made.cert);
    return made;
  };
  return { ca, other: authority("other"), server: signed("server"), client: signed("client"), remove: folder.remove };
};
