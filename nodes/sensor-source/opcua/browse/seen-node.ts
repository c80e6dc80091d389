/** What a variable holds now, as text. */
export interface SeenNow {
  readonly value: string;
  readonly quality: "good" | "uncertain" | "bad";
  /** Name of the status code. */
  readonly status: string;
  /** Of an array: its first elements. */
  readonly elements?: readonly string[];
}

/** A variable, and what a row of the tag table could say of it. */
export interface SeenVariable extends SeenNow {
  /** A suggestion: its name in camelCase. */
  readonly channel: string;
  /** UCUM code; empty where the server names no unit, or one that is not known. */
  readonly unit: string;
  /** The unit as the server writes it. */
  readonly unitText: string;
  /** Range of normal operation, in that unit. */
  readonly euRange?: { readonly min: number; readonly max: number };
  /** What the instrument can measure. */
  readonly instrumentRange?: { readonly min: number; readonly max: number };
  /** What the server says of it; empty where it says nothing. */
  readonly description: string;
  /** Name of its data type. */
  readonly type: string;
  readonly access: readonly ("read" | "write" | "history")[];
  /** Whether a value of its type can become a number. */
  readonly usable: boolean;
}

/** One line of the tree. */
export interface SeenNode {
  /** Its node id with the namespace by URI. */
  readonly tag: string;
  /** The same with the namespace's index of now: a row of the tag table may name it so. */
  readonly nodeId: string;
  readonly name: string;
  /** Whether there is a level below it. */
  readonly opens: boolean;
  readonly variable?: SeenVariable;
}

/** What lies directly below a node, as much as fits a page. */
export interface SeenLevel {
  readonly nodes: readonly SeenNode[];
  /** Asks for the next page, while the session lasts. */
  readonly more?: string;
}
