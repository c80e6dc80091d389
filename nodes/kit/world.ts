import type { Random } from "../../models/random/random.ts";
import type { Clock } from "./clock.ts";
import type { CounterName, GaugeName } from "./metric-names.ts";
import type { Labels } from "./metrics.ts";
import type { RecentMessage } from "./recent-messages.ts";

/** A Node-RED message. Twinloom's own types travel in `payload`. */
export type FlowMessage = Record<string, unknown> & { payload?: unknown; topic?: unknown; _msgid?: string };

/** As in Node-RED: one message for the first port, or one entry (message, several, none) per port. */
export type Outgoing = FlowMessage | readonly (FlowMessage | readonly FlowMessage[] | null)[] | null | undefined;

export type StatusLevel = "ok" | "waiting" | "warning" | "error";

/** `text` is under 20 characters and says what the user must know. */
export interface NodeStatus {
  readonly level: StatusLevel;
  readonly text: string;
}

/** A request to an address of a node. */
export interface HttpArrival {
  readonly method: string;
  /** What follows the node's own address: empty, or a path. */
  readonly rest: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Unread; or parsed already, by its content type. */
  readonly body: { readonly stream: AsyncIterable<Uint8Array> } | { readonly parsed: unknown };
}

export interface HttpReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type HttpHandler = (arrival: HttpArrival) => Promise<HttpReply>;

/** All that a behaviour may touch beside its input. */
export interface World {
  readonly nodeId: string;
  readonly nodeName: string;
  /** Folder that relative paths in settings start from: Node-RED's user folder. */
  readonly homeFolder: string;
  readonly clock: Clock;
  readonly random: Random;
  /** Aborted when the node closes. */
  readonly signal: AbortSignal;
  readonly credentials: Readonly<Record<string, string>>;
  /** Content hash of the deployed flow. */
  flowRevision(): string;
  /** Sends outside of `input` (sources, timers). */
  emit(out: Outgoing): void;
  status(status: NodeStatus): void;
  /** Reports to the status, the log and the flow's Catch nodes. */
  fail(error: unknown, message?: FlowMessage): void;
  log(level: "debug" | "info" | "warn", text: string): void;
  /** Adds to a counter of this node, for whoever watches the runtime. */
  count(name: CounterName, by?: number, labels?: Labels): void;
  /** Offers a number of this node that is read when somebody asks; NaN for none. It ends with the node. */
  gauge(name: GaugeName, read: () => number, labels?: Labels): void;
  /** Answers requests to `/twinloom/push/NAME`; returns how to end it, undefined where another node has the name. */
  serve(name: string, handle: HttpHandler): (() => void) | undefined;
  /** Tells of work that goes on after `input` has answered, at the end of which the node may send. */
  goesOn(work: Promise<unknown>): void;
  /** The resource of a config node. @throws TwinError TWIN-KIT-004 if it is missing, of another type or failed to start */
  resource<R>(configNodeId: string, type: string): R;
  /** The resources of all config nodes of a type that are deployed and run, whoever refers to them. */
  resources<R>(type: string): readonly R[];
}

/** How a node handles several messages that wait at once, because its work costs less for many than for each of them. */
export interface Together {
  /** At most so many at once. */
  readonly most: number;
  /** So many may wait; one more is refused. */
  readonly waiting: number;
  /** Two messages of the same key are handled one after the other. */
  keyOf(message: FlowMessage): unknown;
  /** What came of each message, in their order: as if `input` had been asked one by one. */
  handle(messages: readonly FlowMessage[]): Promise<readonly PromiseSettledResult<Outgoing>[]>;
}

/**
 * What a node does. `input` handles one message at a time, in order; what it returns is sent, what it throws goes to
 * `done` and the Catch nodes. `resource` is what a config node offers to others.
 */
export interface Behaviour {
  input?(message: FlowMessage): Outgoing | Promise<Outgoing>;
  readonly together?: Together;
  /** What the node still has to say when it is taken out of the flow: it closes next, and those wired to it may be gone too. */
  farewell?(): Outgoing;
  close?(removed: boolean): void | Promise<void>;
  /** What it has taken lately from elsewhere than its input, as messages that would bring it the same there. */
  recent?(): readonly RecentMessage[];
  readonly resource?: unknown;
}
