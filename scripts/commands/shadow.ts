import { userInfo } from "node:os";
import { resolve } from "node:path";
import type { Command } from "commander";
import { TwinError } from "../../models/errors/twin-error.ts";
import { shadowErrors } from "../../models/shadow/errors.ts";
import { promoteShadow } from "../shadow/change-live.ts";
import { endShadow } from "../shadow/end-shadow.ts";
import { readPlan } from "../shadow/shadow-files.ts";
import { flowOfFile, flowOfRevision, SHADOW_DEFAULTS, shadowRequest } from "../shadow/shadow-request.ts";
import { readStatus } from "../shadow/shadow-status.ts";
import { shadowText } from "../shadow/shadow-text.ts";
import { startShadow } from "../shadow/start-shadow.ts";
import { twinloomHome } from "../start/layout.ts";

interface Options {
  readonly home: string;
  readonly json?: boolean;
}

interface StartOptions extends Options {
  readonly limit: string[];
  readonly promoteAfter?: string;
  readonly watch: string;
  readonly warmUp: string;
  readonly lag: string;
  readonly by: string;
}

const HELP = `
A flow is a file of Node-RED (.json), or a revision of the home folder: its id, the beginning of it, its label, or head.
  twinloom shadow start new-flow.json --limit orders=5% --limit missed=0 --promote-after 7d --watch 2d
Time spans (7d, 12h, 30m, 45s) are of the data's time.`;

const all = (value: string, before: string[]): string[] => [...before, value];

/** `twinloom shadow …`: another flow beside the live one, on live data, without acting. */
export const shadowCommand = (program: Command): void => {
  const shadow = program
    .command("shadow")
    .description("another flow beside the live one, on its data, without acting: compare, promote, go back");
  const sub = (usage: string, description: string): Command =>
    shadow
      .command(usage)
      .description(description)
      .option("--home <folder>", "home folder (TWINLOOM_HOME)", (folder) => resolve(folder), twinloomHome())
      .option("--json", "print one JSON object");

  sub("start <flow>", "let a flow run in shadow; a running `twinloom start` or `twinloom run` takes it up")
    .option("--limit <limit>", "how much a number may grow, such as orders=5%; may be given several times", all, [])
    .option("--promote-after <span>", "make it the live flow by itself after so long, if no limit is passed")
    .option(
      "--watch <span>",
      "after a promotion, go back by itself for so long, if a limit is passed; 0s: never",
      SHADOW_DEFAULTS.watch,
    )
    .option("--warm-up <span>", "history that makes up its state before the comparison begins", SHADOW_DEFAULTS.warmUp)
    .option("--lag <span>", "data younger than that waits: the live flow decides first", SHADOW_DEFAULTS.lag)
    .option("--by <name>", "who does it", userInfo().username)
    .addHelpText("after", HELP)
    .action(start);
  sub("status", "how what it decides compares with what the live flow decides").action(status);
  sub("promote", "make it the live flow; a running Twinloom loads it at once")
    .option("--why <text>", "why, for the history", "")
    .option("--force", "even if limits are passed or the live flow was changed since; needs --why")
    .option("--by <name>", "who does it", userInfo().username)
    .action(promote);
  sub("stop", "end it; the live flow stays as it is").action(stop);
};

const start = async (which: string, { home, json, limit: limits, ...options }: StartOptions): Promise<void> => {
  const what = which.endsWith(".json") ? flowOfFile(which) : flowOfRevision(home, which);
  const plan = await startShadow(home, shadowRequest(what, { ...options, limits }));
  process.stdout.write(json ? `${JSON.stringify(plan, null, 2)}\n` : shadowText(plan, undefined, Date.now()));
};

const status = ({ home, json }: Options): void => {
  const plan = readPlan(home);
  if (!plan) throw new TwinError(shadowErrors.none, { home });
  const found = readStatus(home, plan.id);
  process.stdout.write(
    json ? `${JSON.stringify({ plan, status: found }, null, 2)}\n` : shadowText(plan, found, Date.now()),
  );
};

const promote = ({ home, json, ...options }: Options & { why: string; force?: boolean; by: string }): void => {
  const revision = promoteShadow(home, options);
  process.stdout.write(
    json ? `${JSON.stringify(revision, null, 2)}\n` : `revision ${revision.id}: ${revision.message}\n`,
  );
};

const stop = ({ home, json }: Options): void => {
  const name = endShadow(home);
  process.stdout.write(json ? `${JSON.stringify({ stopped: name })}\n` : `${name} no longer runs in shadow\n`);
};
