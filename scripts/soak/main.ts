import cliProgress from "cli-progress";
import { Command, InvalidArgumentError } from "commander";
import type { Progress, SoakOptions, SoakResult } from "./scenario.ts";
import { SCENARIOS } from "./scenarios.ts";

interface Asked extends SoakOptions {
  readonly only: readonly string[];
}
type Outcome = Partial<SoakResult> & { readonly ok: boolean; readonly seconds: number; readonly error?: string };

const USAGE = 2;

const positive = (text: string): number => {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError("it must be a number above 0");
  return value;
};
const known = (name: string, before: readonly string[]): string[] => {
  if (name in SCENARIOS) return [...before, name];
  throw new InvalidArgumentError(`there are ${Object.keys(SCENARIOS).join(", ")}`);
};

/** A line that goes on in place on a terminal; in a log one line a tenth. */
const progressLine = (name: string): { readonly tell: Progress; end(): void } => {
  if (process.stderr.isTTY) {
    const bar = new cliProgress.SingleBar({ format: `${name} {bar} {value}/{total}, {duration_formatted} so far` });
    const tell: Progress = (done, of) => (bar.isActive ? bar.update(done) : bar.start(of, done));
    return { tell, end: () => bar.stop() };
  }
  let told = 0;
  const tell: Progress = (done, of) => {
    const tenths = Math.floor((done / of) * 10);
    if (tenths > told) console.error(`soak: ${name} ${done} of ${of}`);
    told = Math.max(told, tenths);
  };
  return { tell, end: () => undefined };
};

const runOne = async (name: string, options: SoakOptions): Promise<Outcome> => {
  const began = performance.now();
  const line = progressLine(name);
  console.error(`soak: ${name}: ${SCENARIOS[name]?.title}`);
  const seconds = (): number => Math.round((performance.now() - began) / 1000);
  try {
    const result = await SCENARIOS[name]?.run(options, line.tell);
    return { ok: false, ...result, seconds: seconds() };
  } catch (thrown) {
    return { ok: false, seconds: seconds(), error: thrown instanceof Error ? thrown.message : String(thrown) };
  } finally {
    line.end();
  }
};

const program = new Command("npm run soak --")
  .description(
    "The long forms of what docs/guarantees.md promises. Prints one JSON object; exit code 0: all held, 1: something did not, 2: wrong usage.",
  )
  .option("--only <name>", `one of ${Object.keys(SCENARIOS).join(", ")}; may be given again`, known, [])
  .option("--kills <count>", "kills of the runtime", positive, 200)
  .option("--minutes <minutes>", "of load while the memory is watched", positive, 60)
  .option("--readings-per-second <rate>", "load by MQTT, one reading a message", positive, 500)
  .option("--weeks <weeks>", "of recorded data through a headless runtime", positive, 1)
  .option("--seed <number>", "of the moments of the kills", positive, 2026)
  .showHelpAfterError()
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : USAGE));
program.parse();

const { only, ...options } = program.opts<Asked>();
const results: Record<string, Outcome> = {};
for (const name of only.length > 0 ? only : Object.keys(SCENARIOS)) results[name] = await runOne(name, options);
const ok = Object.values(results).every((result) => result.ok);
console.log(JSON.stringify({ ok, date: new Date().toISOString(), node: process.version, options, results }, null, 2));
process.exit(ok ? 0 : 1);
