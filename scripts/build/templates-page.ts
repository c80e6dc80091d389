import type { Template, TemplateColumn, TemplateParameter } from "../../models/templates/template.ts";

const LADDER = {
  L1: "see it: live state, alarms, trends",
  L2: "know what is wrong: the fault by its name",
  L3: "know when: remaining life, and a work order in time",
  L4: "know what would be: output, energy, life and money of each choice",
  L5: "act: a set-point within bounds, with an approval and a way back",
} as const;

/**
 * The page of all templates: the ladder, how to use one, what each asks for, each with its picture.
 *
 * @param pictures names of the templates that have one
 */
export const templatesPage = (templates: readonly Template[], pictures: ReadonlySet<string>): string => {
  const jobs = [...Map.groupBy(templates, ({ job }) => job).values()];
  const [shipped] = templates.filter(({ machine }) => machine !== "any");
  const own = templates.find(({ machine }) => machine === "any");
  return [
    INTRO,
    "## The ladder\n",
    `| level | what it does |\n|---|---|\n${Object.entries(LADDER).map(row).join("")}`,
    ladderTable(templates),
    USE,
    ...jobs.map((job) => jobSection(job, pictures)),
    "## What every template asks for\n",
    table(sharedParameters(templates)),
    "### The table of tags\n",
    "One row for each value. As a CSV file its first line names the columns; commas, semicolons or tabs set them apart.\n",
    columnTable(shipped),
    "For any machine these too:\n",
    columnTable(own, shipped),
  ].join("\n");
};

const INTRO = `# Templates

A template is a whole job for one kind of machine, as something to import: from the tags to a state, a named fault, a work order, a what-if, a
set-point. It asks for the machine's name, its tags, units and limits; the flow that it makes is yours, to read and to change. Every template runs against the demo
plant as it comes, and a test shows for each that its result is right there. This page is made from the templates by the build, its pictures by
\`node scripts/run.mjs screenshots templates\`.
`;

const USE = `
## Make one

\`\`\`sh
npm run -s twinloom -- new --list
npm run -s twinloom -- new --list --template pump-remaining-life
npm run -s twinloom -- new --template pump-remaining-life --asset pump-7 --param opcuaEndpoint=opc.tcp://10.0.0.5:4840 --param tags=@tags.csv --out pump-7.json
npm run -s twinloom -- new --template pump-remaining-life --asset pump-7 --deploy
\`\`\`

\`--out\` writes a file for the editor's Import dialog. \`--deploy\` adds the flow to that of the home folder, which stays as it is otherwise: it uses the store and the
operator pages that are there, is checked as any deploy, and is a revision that can be taken back. A machine that is in the flow already is refused; \`--replace\` puts a
template in place of another one for the same machine, to climb the ladder. The same parameters give the same bytes, so that a flow that was made anew is no change.

The operator pages know no machine by name. Each of their questions and buttons goes to every twin, scenario runner, set-point guard and work-order sink that is
linked to them, as \`--deploy\` and the editor's dialog link them (the group *Pages* of the new tab); the node that has charge of the machine acts, the others are
silent, and a refusal is shown on the page. A machine can be imported, copied, renamed or deleted without a change to the pages; its trends are there as long as it
writes to the store of the pages.

What is wrong with a parameter is told by its code, with what, where and what to do: [errors.md](errors.md#template).
`;

const row = ([level, text]: readonly string[]): string => `| ${level} | ${text} |\n`;

const ladderTable = (templates: readonly Template[]): string => {
  const jobs = [...new Map(templates.map((one) => [one.job, one])).values()];
  const machines = [...new Map(templates.map((one) => [one.machine, one])).values()];
  const cell = (machine: string, job: string): string => {
    const found = templates.find((one) => one.machine === machine && one.job === job);
    return found ? `[${found.name}](#${found.name})` : "not offered";
  };
  const head = ["machine", ...jobs.map(({ level, title }) => `${level} ${title.en.split(": ")[1]}`)];
  const rows = machines.map(({ machine, title }) => [
    title.en.split(": ")[0],
    ...jobs.map(({ job }) => cell(machine, job)),
  ]);
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
};

const jobSection = (templates: readonly Template[], pictures: ReadonlySet<string>): string => {
  const [first] = templates;
  if (!first) return "";
  const own = first.parameters.filter(({ name }) => !sharedNames.has(name));
  const known = new Set([...sharedNames, ...own.map(({ name }) => name)]);
  const ofAny = templates.find(({ machine }) => machine === "any");
  const more = ofAny?.parameters.filter(({ name }) => !known.has(name)) ?? [];
  return [
    `## ${first.level}: ${first.title.en.split(": ")[1]}\n`,
    ...(own.length > 0
      ? ["What it asks for beside what every template does, with the defaults of the first:\n", table(own)]
      : []),
    ...(more.length > 0 ? ["For any machine also:\n", table(more)] : []),
    ...templates.map((template) => templateSection(template, pictures.has(template.name))),
  ].join("\n");
};

const templateSection = ({ name, title, summary, parameters }: Template, hasPicture: boolean): string => {
  const [asset, protocol] = ["asset", "protocol"].map((one) => parameters.find((parameter) => parameter.name === one));
  return `### ${name}

${title.en}. ${summary.en}
At first: \`${asset?.default}\` of the demo plant over ${protocol?.choices?.[String(protocol.default)]?.en}.
${hasPicture ? `\n![${title.en}](pictures/templates/${name}.png)\n` : ""}`;
};

/** Names of what is asked for by every job, whatever the machine. */
const sharedNames = new Set(
  [
    "asset protocol opcuaEndpoint modbusHost modbusPort modbusUnitId modbusPollMs modbusTimeAddress mqttUrl mqttTopics tags",
    "machine runningChannel runningAbove windowMinutes storeFile retentionDays store pages",
  ].flatMap((names) => names.split(" ")),
);

const sharedParameters = (templates: readonly Template[]): readonly TemplateParameter[] => {
  const all = new Map<string, TemplateParameter>();
  for (const { parameters } of templates) for (const one of parameters) if (!all.has(one.name)) all.set(one.name, one);
  return [...sharedNames].flatMap((name) => all.get(name) ?? []);
};

const table = (parameters: readonly TemplateParameter[]): string =>
  `| parameter | default | what it is |\n|---|---|---|\n${parameters.map(parameterRow).join("")}`;

const parameterRow = ({ name, label, help, unit, default: value, defaultBy }: TemplateParameter): string => {
  const shown = defaultBy ? `by ${defaultBy.parameter}` : typeof value === "object" ? "none" : String(value ?? "");
  const quoted = shown === "" || defaultBy || typeof value === "object" ? shown : `\`${shown}\``;
  return `| \`${name}\` | ${quoted}${unit ? ` ${unit}` : ""} | ${label.en}: ${cell(help.en)} |\n`;
};

const columnTable = (template: Template | undefined, without?: Template): string => {
  const columnsOf = (one: Template | undefined): readonly TemplateColumn[] =>
    one?.parameters.find(({ name }) => name === "tags")?.columns ?? [];
  const known = new Set(columnsOf(without).map(({ name }) => name));
  const rows = columnsOf(template).filter(({ name }) => !known.has(name));
  return `| column | what it is |\n|---|---|\n${rows.map(({ name, label, help }) => `| \`${name}\` | ${label.en}: ${cell(help.en)} |\n`).join("")}`;
};

const cell = (text: string): string => text.replaceAll("|", "\\|");
