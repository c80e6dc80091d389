import { join, resolve } from "node:path";
import type { Command } from "commander";
import { findCertificate, rejectCertificate, trustCertificate } from "../certificates/change-trust.ts";
import { type KnownCertificate, listCertificates } from "../certificates/pki.ts";
import { aligned } from "../console/aligned.ts";
import { twinloomHome } from "../start/layout.ts";

interface Options {
  readonly home: string;
  readonly json?: boolean;
}

/** `twinloom certificates …`: whose OPC UA certificates are trusted. The next try of a running Twinloom to connect sees a change. */
export const certificatesCommand = (program: Command): void => {
  const certificates = program
    .command("certificates")
    .description("certificates of OPC UA servers, and this Twinloom's own: list, show, trust, reject");
  const sub = (usage: string, description: string): Command =>
    certificates
      .command(usage)
      .description(description)
      .option("--home <folder>", "home folder (TWINLOOM_HOME)", (folder) => resolve(folder), twinloomHome())
      .option("--json", "print one JSON object");

  sub("list", "all certificates: own, trusted, issuers, rejected").action((options: Options) => {
    const found = listCertificates(pkiOf(options), Date.now());
    print(options, { certificates: found }, table(found));
  });
  sub("show <thumbprint>", "one certificate; the beginning of its thumbprint does").action(
    (which, options: Options) => {
      const found = findCertificate(pkiOf(options), which, Date.now());
      print(options, found, aligned(Object.entries(found).map(([key, value]) => [key, String(value)])));
    },
  );
  sub("trust <certificate>", "trust a rejected certificate, by its thumbprint, or one from a file").action(
    (which, options: Options) => tell(options, trustCertificate(pkiOf(options), which, Date.now())),
  );
  sub("reject <thumbprint>", "trust a certificate no longer").action((which, options: Options) =>
    tell(options, rejectCertificate(pkiOf(options), which, Date.now())),
  );
};

const pkiOf = ({ home }: Options): string => join(home, "pki");

const print = ({ json }: Options, object: unknown, text: string): void => {
  process.stdout.write(json ? `${JSON.stringify(object, null, 2)}\n` : text);
};

const tell = (options: Options, changed: KnownCertificate): void =>
  print(options, changed, `${changed.store}: ${changed.name} ${changed.thumbprint}\n`);

const table = (found: readonly KnownCertificate[]): string =>
  aligned([
    ["STORE", "NAME", "VALID TO (UTC)", "THUMBPRINT"],
    ...found.map(({ store, name, validTo, expired, thumbprint }) => [
      ...[store, name, `${validTo.slice(0, 10)}${expired ? " (not valid now)" : ""}`, thumbprint],
    ]),
  ]);
