import { fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { benchmarksPage } from "./benchmarks-page.ts";
import type { SectionResult } from "./figure.ts";
import { thisMachine } from "./machine.ts";
import { printReport } from "./print-report.ts";
import type { Report, SectionReport } from "./report.ts";
import { SECTIONS } from "./sections.ts";

/**
 * `npm run bench [-- --quick] [-- --only NAME ...] [-- --json] [-- --write]`: runs the sections one after another, each in
 * processes of its own. Progress goes to stderr. Exit code 1 if a section failed; a missed target is only said.
 */
const { quick, only, json, write } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string", multiple: true, default: [] },
    json: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
}).values;
const names = only.length > 0 ? only : Object.keys(SECTIONS);
const unknown = names.find((name) => !(name in SECTIONS));
if (unknown !== undefined) {
  console.error(`There is no section ${unknown}; there are ${Object.keys(SECTIONS).join(", ")}`);
  process.exit(2);
}

const resultOf = (name: string): Promise<SectionResult> =>
  new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, "run-section.ts"), [name, ...(quick ? ["--quick"] : [])], {
      // what a section's own children print is none of the result
      stdio: ["ignore", 2, 2, "ipc"],
      execArgv: ["--disable-warning=ExperimentalWarning"],
    });
    let result: SectionResult | undefined;
    child.on("message", (message) => (result = message as SectionResult));
    child.on("exit", (code) => (result ? resolve(result) : reject(new Error(`it ended with exit code ${code}`))));
  });

const runSection = async (name: string): Promise<SectionReport> => {
  const title = SECTIONS[name]?.title ?? name;
  const began = performance.now();
  process.stderr.write(`bench: ${name} ...\n`);
  const outcome = await resultOf(name).catch((error: Error) => ({ figures: [], notes: [], failed: error.message }));
  return { name, title, seconds: Math.round((performance.now() - began) / 1000), ...outcome };
};

const flags = [
  ...(quick ? ["--quick"] : []),
  ...only.flatMap((name) => ["--only", name]),
  ...(write ? ["--write"] : []),
];
const machine = thisMachine();
const date = new Date().toISOString();
const sections: SectionReport[] = [];
for (const name of names) sections.push(await runSection(name));
const report: Report = {
  command: ["npm run bench", ...flags].join(flags.length > 0 ? " " : "").replace("bench --", "bench -- --"),
  date,
  quick,
  machine,
  sections,
};

if (write) writeFileSync(join(import.meta.dirname, "../../docs/benchmarks.md"), benchmarksPage(report));
console.log(json ? JSON.stringify(report) : printReport(report));
process.exit(sections.some(({ failed }) => failed !== undefined) ? 1 : 0);
