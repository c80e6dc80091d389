import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { asyncuaPython } from "../asyncua-server.ts";
import { pymodbusPython } from "../pymodbus-server.ts";
import { captureContrib, installedVersions } from "./capture.ts";

/** `node test/support/contrib/write-captured.ts`: captures anew what the tests hold for the palettes' messages. */
const ENOUGH_MS = 20_000;
const [asyncua, pymodbus] = await Promise.all([asyncuaPython(), pymodbusPython()]);
const versions = installedVersions();
if (!asyncua || !pymodbus || !versions) throw new Error("it needs both palettes, and the Python servers of the tests");
const begun = Date.now();
const messages = await captureContrib({ asyncua, pymodbus }, () => Date.now() - begun > ENOUGH_MS);
const file = join(import.meta.dirname, "../../fixtures/contrib/captured.json");
const lines = messages.map((one) => `    ${JSON.stringify(one)}`).join(",\n");
writeFileSync(file, `{\n  "versions": ${JSON.stringify(versions)},\n  "messages": [\n${lines}\n  ]\n}\n`);
console.log(`${messages.length} messages`);
