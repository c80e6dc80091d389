import { TwinError } from "../errors/twin-error.ts";
import { templateErrors } from "./errors.ts";
import { jobs } from "./jobs.ts";
import { machines } from "./machines.ts";
import { keepingParameters } from "./parameters/keeping-parameters.ts";
import { machineParameters } from "./parameters/machine-parameters.ts";
import { JOBS, type Job, MACHINES, type MachineName, TEMPLATE_TAG, type Template, type Words } from "./template.ts";

/** A job that can't be offered for a kind of machine, and why. */
export interface NotOffered {
  readonly name: string;
  readonly job: Job;
  readonly machine: MachineName;
  readonly reason: Words;
}

const nameOf = (machine: MachineName, job: Job): string => `${machine}-${job}`;

const NO_PHYSICS: Words = {
  en: "a what-if needs the physics of the machine, which its tags do not tell",
  de: "ein Was-wäre-wenn braucht die Physik der Maschine, die ihre Tags nicht verraten",
};

const NO_MODEL: Words = {
  en: "a forecast needs the physics of the machine or a model trained on its lives, which its tags do not tell",
  de: "eine Vorhersage braucht die Physik der Maschine oder ein an ihren Leben gelerntes Modell, die ihre Tags nicht verraten",
};

const missing = (machine: MachineName, job: Job, reason: Words): NotOffered => ({
  name: nameOf(machine, job),
  ...{ job, machine, reason },
});

/** What is honestly not to be had, with the reason. */
export const notOffered: readonly NotOffered[] = [
  missing("any", "remaining-life", NO_MODEL),
  missing("any", "what-if", NO_PHYSICS),
];

const isOffered = (name: string): boolean => !notOffered.some((one) => one.name === name);

const makeTemplate = (machine: MachineName, job: Job): Template => {
  const { title, noun } = machines[machine];
  const { level, title: jobTitle, summary: ofShipped, ofAny, parameters } = jobs[job];
  const summary = (machine === "any" && ofAny) || ofShipped;
  const say = (language: keyof Words): string => summary[language].replace("{machine}", noun[language]);
  return {
    schema: TEMPLATE_TAG,
    name: nameOf(machine, job),
    title: { en: `${title.en}: ${jobTitle.en}`, de: `${title.de}: ${jobTitle.de}` },
    summary: { en: say("en"), de: say("de") },
    level,
    job,
    machine,
    parameters: [...machineParameters(machines[machine]), ...parameters(machine), ...keepingParameters()],
  };
};

/** All templates, job by job up the ladder. */
export const templates: readonly Template[] = JOBS.flatMap((job) =>
  MACHINES.filter((machine) => isOffered(nameOf(machine, job))).map((machine) => makeTemplate(machine, job)),
);

/** @throws TwinError TWIN-TEMPLATE-001, -012 */
export const templateNamed = (name: string): Template => {
  const found = templates.find((template) => template.name === name);
  if (found) return found;
  const known = templates.map((template) => template.name).join(", ");
  const missing = notOffered.find((one) => one.name === name);
  if (missing) throw new TwinError(templateErrors.notOffered, { template: name, reason: missing.reason.en, known });
  throw new TwinError(templateErrors.unknownTemplate, { template: name, known });
};
