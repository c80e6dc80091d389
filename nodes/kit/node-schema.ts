import type { TObject, TSchema } from "typebox";

/** How one field looks in the edit dialog. Kept under `ui` in the field's JSON schema. */
export interface FieldUi {
  readonly label: string;
  readonly control: "text" | "number" | "flag" | "choice" | "config" | "secret" | "json" | "code" | "list";
  /** UCUM code or plain words, shown behind the input. */
  readonly unit?: string;
  readonly help?: string;
  /** A TypedInput that also takes an environment variable: `${NAME}` is stored, Node-RED fills it at deploy. */
  readonly env?: boolean;
  /** `config`: type of the config node. */
  readonly configType?: string;
  /** `choice`: label of each value. */
  readonly choices?: Readonly<Record<string, string>>;
  /** Shown only while another field has one of these values. */
  readonly showWhen?: { readonly field: string; readonly in: readonly (string | boolean)[] };
  /** Heading of the group of fields that starts here. */
  readonly group?: string;
  /** `list`: the columns of each row, as fields of their own. */
  readonly columns?: Readonly<Record<string, TSchema & { ui?: FieldUi }>>;
}

export type Settings = Readonly<Record<string, unknown>>;

/** Everything about a node that is not behaviour: one source for defaults, checks, form, help and docs. */
export interface NodeSchema<T extends TObject = TObject> {
  /** `twinloom-feature-extractor` */
  readonly type: string;
  readonly label: string;
  /** One sentence, for the palette's tooltip and the docs. */
  readonly summary: string;
  readonly category: "twinloom" | "config";
  readonly color?: string;
  readonly inputs?: 0 | 1;
  readonly inputLabel?: string;
  readonly outputLabels?: readonly string[];
  /** Schema tags of the messages of ours that it takes; left out: any. */
  readonly takes?: readonly string[];
  /** Schema tags that each output sends; none for an output of plain values. */
  readonly sends?: readonly (readonly string[])[];
  /** The settings changed so that it reaches nothing outside of its flow: what a preview runs it with. */
  readonly muted?: (settings: Settings) => Settings;
  /** Version of the settings. Raise it with a migration whenever a field changes its name or meaning. */
  readonly version: number;
  /** From version n to n + 1. */
  readonly migrations?: Readonly<Record<number, (old: Settings) => Settings>>;
  readonly fields: T;
  /** Texts of the node's own `editor.browser.ts`, by key. */
  readonly words?: Readonly<Record<string, string>>;
  /** Secrets, kept in Node-RED's encrypted credentials. */
  readonly secrets?: Readonly<Record<string, FieldUi>>;
}
