import type { TwinError } from "../../models/errors/twin-error.ts";
import type { Telemetry, Waveform } from "../../models/telemetry/telemetry.ts";
import type { FlowMessage, World } from "../kit/world.ts";
import type { ChannelPlan, Plan } from "./plan.ts";
import type { SourceConfig } from "./schema.ts";

/** How it stands with the server, as the status tells it. */
export type Link = "connecting" | "up" | "reconnecting" | "paused" | "ended" | "failed";

/** What a protocol gets: where readings go, and what it may say about its server. */
export interface Source {
  readonly config: SourceConfig;
  readonly world: World;
  readonly plan: Plan;
  /** Whether samples are kept in a store, so that an acknowledgement has to wait for it. */
  readonly stores: boolean;
  /**
   * One reading, raw as it came. It is checked, converted and batched, or refused with a reason; it never throws.
   *
   * @param asset empty: the plan's or the node's
   * @param time anything `readTime` knows; undefined: none
   * @param quality byte of `QUALITY`
   * @param again the protocol says that it may have sent this before: a duplicate is then no error
   */
  take(plan: ChannelPlan, asset: string, value: unknown, time: unknown, quality?: number, again?: boolean): void;
  /** A reading of the past: it is checked and stored like any other, and never becomes live. Lost without a store. */
  takeHistory(plan: ChannelPlan, asset: string, value: unknown, time: unknown, quality?: number): void;
  /** What is known of the readings that follow besides their asset and channel, until told otherwise: line, product, batch. */
  under(context: Readonly<Record<string, string>> | undefined): void;
  /** A snapshot of a fast signal, in its own unit. */
  takeWaveform(plan: ChannelPlan, asset: string, waveform: Waveform, again?: boolean): void;
  /** A message that is telemetry already. */
  pass(telemetry: Telemetry): void;
  /** Something that can't become a reading: reported, counted, and sent out of the second port. */
  refuse(
    error: TwinError,
    about: { readonly tag: string; readonly asset?: string; readonly value?: unknown; readonly time?: unknown },
  ): void;
  /** Tells of each sample refused from now on, also of one that goes on as bad; undefined: no longer. */
  hearRefusals(hear: ((error: TwinError) => void) | undefined): void;
  /** Reports a trouble that is not about one reading; `key` tells apart what deserves its own line. */
  trouble(error: TwinError, key?: string): void;
  link(state: Link, note?: string): void;
  tagUnknown(tag: string, unknown: boolean): void;
  /** The same times may come again: a replay starts anew. */
  forget(): void;
  /** Sends the batches that are worth a message of their own; the others wait for more, or for their time. */
  sendFull(): void;
  /** Sends what has been taken so far. */
  flush(): void;
  /** Calls `written` once all that has been taken so far is in the store; never if it had to be dropped. */
  whenWritten(written: () => void): void;
}

/** One protocol at work. */
export interface Connector {
  /** A message on the node's input, for protocols that take one. */
  input?(message: FlowMessage): void;
  close(): void | Promise<void>;
}

export type Connect = (source: Source) => Connector;
