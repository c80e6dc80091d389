import { TwinError } from "../errors/twin-error.ts";
import { templateErrors } from "./errors.ts";
import { jobs } from "./jobs.ts";
import { machines } from "./machines.ts";
import { keepingParameters } from "./parameters/keeping-parameters.ts";
import { machineParameters } from "./parameters/machine-parameters.ts";
import { JOBS, type Job, MACHINES, type MachineName, TEMPLATE_TAG, type Template, type Words } from "./template.ts";

const nameOf = (machine: MachineName, job: Job): string => `${machine}-${job}`;

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
  MACHINES.map((machine) => makeTemplate(machine, job)),
);

/** @throws TwinError TWIN-TEMPLATE-001 */
export const templateNamed = (name: string): Template => {
  const found = templates.find((template) => template.name === name);
  if (found) return found;
  const known = templates.map((template) => template.name).join(", ");
  throw new TwinError(templateErrors.unknownTemplate, { template: name, known });
};
