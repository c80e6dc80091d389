/** A number that a payload holds, as a row of the tag table could map it. */
export interface SeenValue {
  readonly tag: string;
  /** JSON pointer; empty: the payload itself, or a metric. */
  readonly pointer: string;
  /** A suggestion: the name in camelCase. */
  readonly channel: string;
  readonly value: number;
  /** UCUM code of the unit that the payload names; empty: none, or an unknown one. */
  readonly unit: string;
}

export interface SeenTopic {
  readonly topic: string;
  readonly messages: number;
  /** The beginning of the newest payload. */
  readonly payload: string;
  readonly values: readonly SeenValue[];
}
