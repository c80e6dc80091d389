/** Both ends, or one of them. */
export interface Limits {
  readonly min?: number;
  readonly max?: number;
}

/** One tag as a list or a server names it, nothing guessed yet. Limits are in its own unit. */
export interface ListedTag {
  /** Line of the list, counted from 1; of a server: place in the browse. */
  readonly line: number;
  /** As a source addresses it: node id, topic, column. */
  readonly tag: string;
  /** What people call it where that is another text, such as the browse name of a node. */
  readonly name?: string;
  readonly description: string;
  /** As it is written there; empty where nothing is. */
  readonly unit: string;
  /** UCUM code that a server has already named by its code. */
  readonly ucum?: string;
  /** Data type as it is written there. */
  readonly type: string;
  /** Whoever listed it knows that its values are no numbers. */
  readonly noNumber?: boolean;
  readonly asset?: string;
  /** Range in which the machine works when all is well. */
  readonly normal?: Limits;
  /** Outside is an alarm. */
  readonly alarm?: Limits;
  /** EURange of a server (OPC UA Part 8, 5.3.2.3.3): usual in normal operation, though many makers write the scale of a display. */
  readonly euRange?: Limits;
  /** Range that the sensor can measure. */
  readonly range?: Limits;
}
