import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

/** Commands that are harmless wherever they run; they are run here. */
const HARMLESS = /^npm run -s twinloom -- (help|user) ?/;

/** Where all others are run. */
const RUN_ELSEWHERE: Readonly<Record<string, string>> = {
  "npm start": "test/start/start.test.ts",
  "npm test": ".ci/run",
  "npm run check": "test/start/checks.test.ts",
  "npm run dev": "test/start/dev.test.ts",
  "npm run bench": "test/start/bench.test.ts",
  "npm run soak": "test/start/soak.test.ts",
  "npm run new-node -- oil-analyser": "test/start/new-node.test.ts",
  "npm run -s twinloom -- start --no-plant --home ./my-plant": "test/start/no-plant.test.ts",
  "TWINLOOM_CONTRIB=opcua,modbus npm start": "test/start/contrib.test.ts",
  "npm run -s twinloom -- data get cmapss --out DIR": "test/start/command-line.test.ts",
  "npm run -s twinloom -- train cmapss --data DIR --subset FD001 --out MODEL": "test/training/train-cmapss.test.ts",
  "npm run -s twinloom -- evaluate cmapss --data DIR --subset FD001 --model MODEL":
    "test/training/train-cmapss.test.ts",
  "npm run -s twinloom -- revisions list": "test/start/revisions-command.test.ts",
  "npm run -s twinloom -- why WORK_ORDER": "test/unit/why/trace-order.test.ts",
  "npm run -s twinloom -- backtest new-flow.json --against head": "test/backtest/backtest.test.ts",
  "npm run -s twinloom -- run my-flow.json": "test/edge/headless.test.ts",
  "npm run -s twinloom -- new --template pump-remaining-life --asset pump-7 --param tags=@tags.csv --deploy":
    "test/start/new-command.test.ts",
  "npm run -s twinloom -- doctor": "test/start/doctor.test.ts",
  "npm run -s twinloom -- release head --out plant-1.4.0.twinloom": "test/edge/release.test.ts",
  "npm run -s twinloom -- shadow start new-flow.json --limit orders=5% --promote-after 7d": "test/edge/shadow.test.ts",
  ...Object.fromEntries(
    ["export plant.lp.gz", "import plant.lp.gz", "backup plant-backup.db"].map((words) => [
      `npm run -s twinloom -- ${words}`,
      "test/start/store-commands.test.ts",
    ]),
  ),
  "npm install --omit=optional": "test/loader/installed-package.test.ts",
  "npm run -s twinloom -- retrain --asset-type induction-fan --component impeller": "test/training/retrain.test.ts",
  ...Object.fromEntries(
    ["register FOLDER", "shadow HASH", "promote HASH", "rollback", "audit"].map((words) => [
      `npm run -s twinloom -- models ${words}`,
      "test/start/models-command.test.ts",
    ]),
  ),
};

const commands = [
  ...[...readme.matchAll(/```sh\n([^`]*)```/g)].flatMap(([, block = ""]) => block.trim().split("\n")),
  ...[...readme.matchAll(/`((?:TWINLOOM_\S+ )?np[mx] [^`]+)`/g)].map(([, command = ""]) => command),
];

describe("the README", () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  for (const command of new Set(commands)) {
    const elsewhere = RUN_ELSEWHERE[command];
    it(`shows a command that works: ${command}`, () => {
      if (elsewhere) return assert.ok(existsSync(join(root, elsewhere)), `${elsewhere} is to run it`);
      assert.match(command, HARMLESS, "a test of its own is to run it, in a place of its own");
      const env = { ...process.env, TWINLOOM_HOME: folder.path };
      const result = spawnSync("bash", ["-c", command], { cwd: root, env });
      assert.equal(result.status, 0, result.stderr.toString());
    });
  }

  for (const [, path = ""] of readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
    it(`links to what is there: ${path}`, () => assert.ok(existsSync(join(root, path))));
  }
});
