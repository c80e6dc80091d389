import { userInfo } from "node:os";
import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { TwinError } from "../../models/errors/twin-error.ts";
import { registryErrors } from "../../models/registry/errors.ts";
import { findModel } from "../../models/registry/find-model.ts";
import { type GateSettings, isGateSettings } from "../../models/registry/gate-settings.ts";
import type { ModelEvent } from "../../models/registry/model-event.ts";
import { registryOf } from "../../models/registry/registry.ts";
import { RETRAIN_EVERY } from "../../models/registry/retrain-plan.ts";
import { tally } from "../../models/scoring/tally.ts";
import { type Author, changeModel, type ModelChange, verdictOn } from "../../nodes/kit/models/change-model.ts";
import { keepGate, readGate } from "../../nodes/kit/models/kept-gate.ts";
import { readLifeScores } from "../../nodes/kit/models/life-scores.ts";
import { modelFolder } from "../../nodes/kit/models/model-files.ts";
import { readTrail } from "../../nodes/kit/models/model-trail.ts";
import { type Documents, openDocuments } from "../../nodes/store/sqlite/open-documents.ts";
import { registerModel } from "../models/register-model.ts";
import { retraining } from "../models/retraining.ts";
import { rollbackSubject } from "../models/rollback-subject.ts";
import { storeFile } from "../models/store-file.ts";
import { auditTable, eventLine, modelTable, scoreTable } from "../models/tables.ts";
import { twinloomHome } from "../start/layout.ts";

interface Options {
  readonly home: string;
  readonly store?: string;
  readonly json?: boolean;
  readonly by: string;
  readonly reason: string;
  readonly evaluation?: string;
}

/** `twinloom models …`: the versions of the trained models and their lives. A running Twinloom sees a change at once. */
export const modelsCommand = (program: Command): void => {
  const models = program.command("models").description("versions of the trained models: who reigns, who is compared");
  const reading = (usage: string, description: string): Command =>
    models
      .command(usage)
      .description(description)
      .option("--home <folder>", "home folder (TWINLOOM_HOME)", (folder) => resolve(folder), twinloomHome())
      .option("--store <file>", "file of the twin store; default: the one of the flow in the home folder")
      .option("--json", "print one JSON object");
  const changing = (usage: string, description: string, reason: string): Command =>
    reading(usage, description)
      .addOption(new Option("--by <name>", "who decides").default(userInfo().username))
      .option("--reason <text>", "why, for the audit trail", reason);

  reading("list", "all versions and their states").action((options) => withStore(options, list));
  reading("show <hash>", "one version: its state, its scores, what the gate says").action((hash, options) =>
    withStore(options, (store) => show(store, hash, options)),
  );
  reading("scores", "forecasts held against what happened, a line for each model and ended life")
    .option("--asset <name>", "of one machine only")
    .action((options) => withStore(options, (store) => scores(store, options)));
  reading("audit", "every change of state: when, who, why").action((options) => withStore(options, audit));
  reading("gate", "the numbers that a shadow must reach to be promoted")
    .option("--lives <number>", "set: lives that it must be scored on", Number)
    .option("--better <percent>", "set: by how much it must be better", Number)
    .option("--coverage <points>", "set: how far the coverage of its 90 % interval may be off", Number)
    .action((options) => withStore(options, (store) => gate(store, options)));
  reading("retraining", "when new candidates are made by themselves, and what came of it last")
    .addOption(new Option("--every <period>", "set").choices(RETRAIN_EVERY))
    .option("--failures <number>", "set: confirmed failures that the champion does not know", Number)
    .action((options) => withStore(options, (store) => retraining(store, options)));

  changing("register <folder>", "take in a trained model as a candidate", "trained")
    .option("--evaluation <file>", "its scores on held-out lives; default: evaluation.json in the folder")
    .action((folder, options) => withStore(options, (store) => register(store, folder, options)));
  changing("shadow <hash>", "let a version forecast beside the champion, muted", "to be compared").action(
    (hash, options) => change({ action: "shadow", hash }, options),
  );
  changing("promote <hash>", "make a shadow the champion, if the gate lets it", "").action((hash, options) =>
    change({ action: "promote", hash }, options),
  );
  changing("retire <hash>", "let a candidate or shadow go", "not needed any more").action((hash, options) =>
    change({ action: "retire", hash }, options),
  );
  changing("rollback [subject]", "go back to the champion before; subject: ASSET-TYPE/COMPONENT", "going back").action(
    (subject, options) => rollback(subject, options),
  );
};

interface Answer {
  readonly json: unknown;
  readonly text: string;
}

const withStore = async (options: Options, action: (store: Documents) => Promise<Answer>): Promise<void> => {
  const store = openDocuments(options.store ?? storeFile(options.home));
  try {
    const { json, text } = await action(store);
    process.stdout.write(options.json ? `${JSON.stringify(json, null, 2)}\n` : text);
  } finally {
    store.close();
  }
};

const list = async (store: Documents): Promise<Answer> => {
  const subjects = [...registryOf(await readTrail(store)).values()];
  const models = subjects.flatMap((lives) => [...lives.models.values()]);
  return { json: { models }, text: modelTable(models) };
};

const show = async (store: Documents, hash: string, { home }: Options): Promise<Answer> => {
  const registry = registryOf(await readTrail(store));
  const model = findModel(registry, hash);
  const verdict = await verdictOn(store, registry, model);
  const scores = (await readLifeScores(store)).filter((score) => score.model.hash === model.hash);
  const shown = { ...model, folder: modelFolder(home, model.hash), verdict, scores };
  return { json: shown, text: `${JSON.stringify(shown, null, 2)}\n` };
};

const scores = async (store: Documents, { asset }: { asset?: string }): Promise<Answer> => {
  const found = (await readLifeScores(store)).filter((score) => asset === undefined || score.asset === asset);
  return { json: { tallies: tally(found), scores: found }, text: scoreTable(found) };
};

const audit = async (store: Documents): Promise<Answer> => {
  const events = (await readTrail(store)).toReversed();
  return { json: { events }, text: auditTable(events) };
};

const gate = async (
  store: Documents,
  options: Options & { lives?: number; better?: number; coverage?: number },
): Promise<Answer> => {
  const known = await readGate(store);
  const wanted: GateSettings = {
    minimumLives: options.lives ?? known.minimumLives,
    betterPercent: options.better ?? known.betterPercent,
    coverageWithinPoints: options.coverage ?? known.coverageWithinPoints,
  };
  if (!isGateSettings(wanted)) {
    const range = "lives 1 to 1000, better 0 to 90 %, coverage 0 to 50 points";
    throw new TwinError(registryErrors.badSettings, { field: "setting", value: JSON.stringify(wanted), range });
  }
  if (JSON.stringify(wanted) !== JSON.stringify(known)) await keepGate(store, wanted, Date.now());
  const { minimumLives, betterPercent, coverageWithinPoints } = wanted;
  const text = `lives ${minimumLives}, better by ${betterPercent} %, coverage within ${coverageWithinPoints} points\n`;
  return { json: wanted, text };
};

const authorOf = ({ by, reason }: Options): Author => ({
  by,
  reason,
  nowMs: Date.now(),
  source: `command-${process.pid}`,
});
const told = (event: ModelEvent): Answer => ({ json: event, text: eventLine(event) });

const register = async (store: Documents, folder: string, options: Options): Promise<Answer> =>
  told(await registerModel(store, options.home, resolve(folder), authorOf(options), options.evaluation));

const change = (wanted: ModelChange, options: Options): Promise<void> =>
  withStore(options, async (store) => told(await changeModel(store, wanted, authorOf(options))));

const rollback = (subject: string | undefined, options: Options): Promise<void> =>
  withStore(options, async (store) => {
    const wanted = subject ?? rollbackSubject(registryOf(await readTrail(store)));
    return told(await changeModel(store, { action: "rollback", subject: wanted }, authorOf(options)));
  });
