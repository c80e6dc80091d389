import { existsSync } from "node:fs";
import type { PreparedFlow } from "../../models/backtest/prepare-flow.ts";
import type { Telemetry } from "../../models/telemetry/telemetry.ts";
import type { Recorded } from "../../nodes/store/embedded/open-recorded.ts";
import { openRecording } from "../recording/open-recording.ts";
import { recordedStore } from "../store/recorded-store.ts";
import { type RecordedMachine, recordedMachines, wholeSpan } from "./recorded-machines.ts";
import { recordedTelemetry } from "./recorded-telemetry.ts";
import { machinesOfRecording, spanOfRecording, telemetryOfRecording } from "./recording-history.ts";
import type { Span } from "./span.ts";

/** Where a history is. */
export interface HistoryPlace {
  /** Home folder whose store has it, and whose trained models are used. */
  readonly home: string;
  /** File of an embedded store that has it instead. */
  readonly store?: string | undefined;
  /** File of a recording that has the numbers instead; documents stay those of the store, where there is one. */
  readonly recording?: string | undefined;
}

export type RecordedBatch = Telemetry & { readonly readings: number };

/** What machines have measured, wherever that is kept. */
export interface History {
  readonly file: string;
  /** Its documents; a recording alone has none. */
  readonly store: Recorded | undefined;
  machines(flow: PreparedFlow, only: readonly string[]): Promise<readonly RecordedMachine[]>;
  /** Undefined where there is none. */
  span(machines: readonly RecordedMachine[]): Promise<Span | undefined>;
  /** In batches of about an hour, by the data's time. */
  telemetry(machine: RecordedMachine, span: Span): AsyncGenerator<RecordedBatch>;
  close(): void;
}

/** @throws TwinError of `recordedStore` and `openRecording` */
export const openHistory = (place: HistoryPlace): History =>
  place.recording ? ofRecording(place, place.recording) : ofStore(place);

const ofStore = ({ home, store: named }: HistoryPlace): History => {
  const { file, store } = recordedStore(home, named);
  return {
    ...{ file, store },
    machines: (flow, only) => recordedMachines(store, flow, only),
    span: (machines) => wholeSpan(store, machines),
    telemetry: ({ asset, channels }, span) => recordedTelemetry(store, asset, channels, span),
    close: () => store.close(),
  };
};

const ofRecording = ({ store: named }: HistoryPlace, file: string): History => {
  const recording = openRecording(file);
  const store = named !== undefined && existsSync(named) ? recordedStore("", named).store : undefined;
  return {
    ...{ file, store },
    machines: async (flow, only) => machinesOfRecording(recording, flow, only),
    span: async (machines) => spanOfRecording(recording, machines),
    telemetry: (machine, span) => telemetryOfRecording(recording, machine, span),
    close: () => {
      recording.close();
      store?.close();
    },
  };
};
