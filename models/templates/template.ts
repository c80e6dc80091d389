import Type, { type Static } from "typebox";

export const TEMPLATE_TAG = "twinloom/template@1";

/** How far a twin goes, from seeing to acting; each level stands on the one below. */
export const LEVELS = ["L1", "L2", "L3", "L4", "L5"] as const;
export type Level = (typeof LEVELS)[number];

export const JOBS = ["condition-monitoring", "diagnosis", "remaining-life", "what-if", "set-points"] as const;
export type Job = (typeof JOBS)[number];

export const MACHINES = ["pump", "fan", "spindle", "extruder", "any"] as const;
export type MachineName = (typeof MACHINES)[number];

/** A text in the languages of the editor. */
export const Words = Type.Object({ en: Type.String(), de: Type.String() }, { additionalProperties: false });
export type Words = Static<typeof Words>;

const Scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);
const Row = Type.Record(Type.String(), Scalar);

const field = {
  name: Type.String({ pattern: "^[a-z][A-Za-z0-9]*$" }),
  label: Words,
  help: Words,
  /** UCUM code, or plain words. */
  unit: Type.Optional(Type.String()),
  required: Type.Optional(Type.Boolean()),
  /** `text`: what it has to look like. */
  pattern: Type.Optional(Type.String()),
  /** `number`, `integer`: the range. */
  minimum: Type.Optional(Type.Number()),
  maximum: Type.Optional(Type.Number()),
  /** `choice`: each value with its words. */
  choices: Type.Optional(Type.Record(Type.String(), Words)),
};

/** One column of a table, such as the unit of each tag. */
export const TemplateColumn = Type.Object(
  {
    ...field,
    type: Type.Enum(["text", "number", "integer", "choice"]),
    default: Type.Optional(Scalar),
    /** Shown and used only while another parameter of the template has one of these values. */
    showWhen: Type.Optional(Type.Object({ parameter: Type.String(), in: Type.Array(Type.String()) })),
  },
  { additionalProperties: false },
);
export type TemplateColumn = Static<typeof TemplateColumn>;

/**
 * One thing that a template asks for. In a default text, `{asset}` stands for the parameter `asset`. `node` is the id of a node that
 * is there already, of the type `nodeType`; empty: none.
 */
export const TemplateParameter = Type.Object(
  {
    ...field,
    type: Type.Enum(["text", "number", "integer", "choice", "node", "table"]),
    default: Type.Optional(Type.Union([Scalar, Type.Array(Row)])),
    /** Default of a table by the value of another parameter, such as the tags by the protocol. */
    defaultBy: Type.Optional(
      Type.Object({ parameter: Type.String(), values: Type.Record(Type.String(), Type.Array(Row)) }),
    ),
    nodeType: Type.Optional(Type.String()),
    /** `text`: words set apart by blanks; one that has a blank in it stands in quotes. */
    list: Type.Optional(Type.Boolean()),
    /** Heading of the group of parameters that starts here. */
    group: Type.Optional(Words),
    showWhen: Type.Optional(Type.Object({ parameter: Type.String(), in: Type.Array(Type.String()) })),
    columns: Type.Optional(Type.Array(TemplateColumn)),
  },
  { additionalProperties: false },
);
export type TemplateParameter = Static<typeof TemplateParameter>;

/** A whole job for one kind of machine, as something to import: what it asks for. `instantiate` makes the flow of it. */
export const Template = Type.Object(
  {
    schema: Type.Literal(TEMPLATE_TAG),
    name: Type.String({ pattern: "^[a-z]+(-[a-z]+)+$" }),
    title: Words,
    summary: Words,
    level: Type.Enum([...LEVELS]),
    job: Type.Enum([...JOBS]),
    machine: Type.Enum([...MACHINES]),
    parameters: Type.Array(TemplateParameter),
  },
  { additionalProperties: false },
);
export type Template = Static<typeof Template>;

export type Scalar = Static<typeof Scalar>;
export type Row = Static<typeof Row>;
/** Values of all parameters of a template, checked, complete. */
export type Values = Readonly<Record<string, Scalar | readonly Row[]>>;
