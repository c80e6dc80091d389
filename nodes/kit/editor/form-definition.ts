/** Limits of one value, as in its JSON schema. */
export interface Rules {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
}

export type Control = "text" | "number" | "flag" | "choice" | "config" | "secret" | "json" | "code" | "list";

export interface ShowWhen {
  readonly field: string;
  readonly in: readonly (string | boolean)[];
}

/** One field of a form, as the browser gets it. Texts are not in it: they come from the message catalogue. */
export interface FieldDefinition {
  readonly name: string;
  readonly control: Control;
  readonly value: unknown;
  readonly rules: Rules;
  /** `number`: whole numbers only. */
  readonly integer?: boolean;
  readonly env?: boolean;
  readonly configType?: string;
  readonly choices?: readonly string[];
  readonly showWhen?: ShowWhen;
  readonly columns?: readonly FieldDefinition[];
}

/** What the browser needs to register a node and run its form: made of the node's schema by the build. */
export interface FormDefinition {
  readonly type: string;
  /** Folder of the node, part of its namespace in the message catalogue. */
  readonly room: string;
  readonly category: string;
  readonly color: string;
  readonly icon: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly version: number;
  readonly fields: readonly FieldDefinition[];
  readonly secrets: readonly FieldDefinition[];
}
