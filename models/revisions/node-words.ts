/** How a setting is told of. */
export interface FieldWords {
  readonly label: string;
  readonly unit?: string;
  /** Label of each value of a choice. */
  readonly choices?: Readonly<Record<string, string>>;
  /** What a setting that is missing means. */
  readonly default?: unknown;
  /** Of a list: its columns by name. */
  readonly columns?: Readonly<Record<string, FieldWords>>;
}

/** How a type of node and its settings are told of. */
export interface NodeWords {
  readonly label: string;
  readonly fields: Readonly<Record<string, FieldWords>>;
}

/** Words by type of node. Types that are not ours have none: their settings are told by their names. */
export type FlowWords = Readonly<Record<string, NodeWords>>;
