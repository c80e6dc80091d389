/** What the server answers (`answer-preview.ts`), as the browser gets it. */
export interface Finding {
  readonly key: string;
  readonly before?: number;
  readonly after?: number;
  readonly name?: string;
  readonly text?: string;
  readonly urgency?: string;
  readonly differs: boolean;
}

export interface Line {
  readonly timesMs: readonly number[];
  readonly values: readonly number[];
}

export interface Picture {
  readonly name: string;
  readonly unit: string;
  readonly before?: Line;
  readonly after?: Line;
}

export interface Mark {
  readonly timeMs: number;
  readonly kind: string;
  readonly text: string;
}

export interface Answer {
  readonly fromMs: number;
  readonly toMs: number;
  readonly messagesIn: number;
  /** How many waveforms were used, of how many that there are. */
  readonly waveforms: { readonly used: number; readonly of: number };
  readonly asset: string;
  readonly findings: readonly Finding[];
  readonly pictures: readonly Picture[];
  readonly marks: { readonly before: readonly Mark[]; readonly after: readonly Mark[] };
  readonly compared: boolean;
  readonly beforeRefused: string;
  readonly machines: readonly string[];
  readonly gap?: { readonly hours: number; readonly empty: number };
}
