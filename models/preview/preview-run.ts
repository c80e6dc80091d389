import type { Urgency } from "../prognosis/forecast.ts";
import type { Line } from "./thin-out.ts";

/** A line of the picture, with its unit. */
export interface NamedLine extends Line {
  readonly unit: string;
}

/** Something that a node decided at a moment. */
export interface Mark {
  readonly timeMs: number;
  readonly kind: "alarm" | "order";
  readonly text: string;
  /** Feature or channel that an alarm is about. */
  readonly about: string;
}

/** How often something went wrong, and the words of the first time. */
export interface Trouble {
  readonly count: number;
  readonly message: string;
}

/** What is known of one component's forecasts. */
export interface ComponentOutlook {
  /** When each urgency was called for the first time. */
  readonly since: Readonly<Partial<Record<Urgency, number>>>;
  /** Of the last forecast that has a number. */
  readonly rulHours?: number;
}

/** What one node made of an input, in a few numbers and lines. */
export interface PreviewRun {
  readonly messagesIn: number;
  readonly messagesOut: number;
  /** Readings sent, those of them that are bad, and refused ones by the code of the reason: an implausible one is all three. */
  readonly readings: number;
  readonly bad: number;
  readonly refused: Readonly<Record<string, Trouble>>;
  /** Windows closed, and features of them that are missing. */
  readonly windows: number;
  readonly missing: number;
  /** Times that an alarm rose. */
  readonly alarms: number;
  readonly orders: number;
  readonly criticalOrders: number;
  readonly forecasts: number;
  /** Forecasts without a number. */
  readonly insufficient: number;
  /** Why the last of them has none. */
  readonly insufficientReason?: string;
  readonly scenarios: number;
  /** Scenario that the last run put first. */
  readonly best?: string;
  readonly outlook: Readonly<Record<string, ComponentOutlook>>;
  /** By code. */
  readonly errors: Readonly<Record<string, Trouble>>;
  readonly lines: Readonly<Record<string, NamedLine>>;
  readonly marks: readonly Mark[];
}
