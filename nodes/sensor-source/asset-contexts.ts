import { Ajv } from "ajv";
import { TwinError } from "../../models/errors/twin-error.ts";
import { CONTEXT_TAG, ContextChange } from "../../models/telemetry/context.ts";
import { TELEMETRY_TAG, type Telemetry } from "../../models/telemetry/telemetry.ts";
import { keepContext, newestContexts } from "../kit/contexts.ts";
import { asTwinError } from "../kit/errors.ts";
import type { TwinStore } from "../kit/store.ts";
import type { FlowMessage, World } from "../kit/world.ts";
import { sourceErrors } from "./errors.ts";
import { readTime } from "./read-time.ts";
import type { SourceConfig } from "./schema.ts";

type Json = Readonly<Record<string, unknown>>;

/** More names a message would be data, not context. */
const MOST_NAMES = 20;
/** So many changes of a name are remembered for readings that come late. */
const REMEMBERED = 20;
const MAX_ASSETS = 10_000;
const TOPIC = "context";

const check = new Ajv({ strict: false }).compile<ContextChange>(ContextChange);

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);

/** What a message says in its `context`, or under the topic `context` or `context/ASSET`; undefined if it is none of that. */
const contextIn = ({ payload, topic }: FlowMessage): Json | undefined => {
  if (!isObject(payload) || payload["schema"] === TELEMETRY_TAG || "values" in payload) return undefined;
  if (isObject(payload["context"]))
    return { ...payload["context"], time: payload["time"], asset: payload["asset"] ?? payload["context"]["asset"] };
  const [root, asset] = typeof topic === "string" ? [topic.split("/")[0], topic.slice(TOPIC.length + 1)] : [];
  return root === TOPIC ? { asset, ...payload } : undefined;
};

/**
 * What is known of the readings of each asset besides their numbers: product, batch, order. A change holds from its own time on,
 * is kept in the store, and goes with the telemetry of that time.
 */
export const assetContexts = (config: SourceConfig, store: TwinStore | undefined, world: World) => {
  /** By asset and name, the newest change last. */
  const known = new Map<string, Map<string, { value: string; fromMs: number }[]>>();
  let keeping: Promise<void> = Promise.resolve();

  const remember = ({ asset, name, value, fromMs }: Omit<ContextChange, "schema">): void => {
    const names = known.get(asset) ?? new Map<string, { value: string; fromMs: number }[]>();
    if (known.size < MAX_ASSETS) known.set(asset, names);
    const before = (names.get(name) ?? []).filter((one) => one.fromMs !== fromMs);
    const changes = [...before, { value, fromMs }].sort((a, b) => a.fromMs - b.fromMs);
    if (names.size < MOST_NAMES || names.has(name)) names.set(name, changes.slice(-REMEMBERED));
  };

  const warn = (thrown: unknown): void => {
    world.fail(new TwinError(sourceErrors.contextNotKept, { reason: asTwinError(thrown).message }, thrown));
  };

  const load = async (from: TwinStore): Promise<void> => {
    for (const change of (await newestContexts(from)).toReversed()) remember(change);
  };
  if (store) keeping = load(store).catch(warn);

  const refuse = (reason: string): never => {
    throw new TwinError(sourceErrors.badContext, { reason });
  };

  const changesOf = ({ asset: named, time, schema: _, ...values }: Json, message: FlowMessage): ContextChange[] => {
    const asset = [named, message["asset"], config.asset].find((one) => typeof one === "string" && one !== "");
    const said = readTime(time ?? message["time"] ?? message["timestamp"], config.timeUnit);
    const fromMs = said ?? (config.missingTime === "receive" ? world.clock.nowMs() : Number.NaN);
    if (typeof asset !== "string") return refuse("it names no asset");
    if (!Number.isFinite(fromMs)) return refuse("it has no time from which it holds");
    const entries = Object.entries(values);
    if (entries.length === 0 || entries.length > MOST_NAMES) return refuse(`it has ${entries.length} names`);
    return entries.map(([name, value]) => {
      const text =
        value === null ? "" : typeof value === "string" || typeof value === "number" ? String(value) : undefined;
      const change = { schema: CONTEXT_TAG, asset, name, value: text, fromMs };
      return check(change)
        ? change
        : refuse(`${name.slice(0, 64)} is not a name with a text of at most 200 characters`);
    });
  };

  return {
    /**
     * Takes a message that tells of context; false if it is another.
     *
     * @throws TwinError TWIN-SOURCE-076
     */
    take: (message: FlowMessage): boolean => {
      const said = contextIn(message);
      if (!said) return false;
      const changes = changesOf(said, message);
      changes.forEach(remember);
      if (store) keeping = keeping.then(() => keepContext(store, changes)).catch(warn);
      return true;
    },

    /** The same telemetry with what held at its time. */
    under: (telemetry: Telemetry): Telemetry => {
      const names = known.get(telemetry.asset);
      if (!names) return telemetry;
      const context: Record<string, string> = { ...telemetry.context };
      for (const [name, changes] of names) {
        const value = changes.findLast(({ fromMs }) => fromMs <= telemetry.time)?.value;
        if (value) context[name] = value;
        else if (value === "") delete context[name];
      }
      return { ...telemetry, context };
    },

    /** Resolves when nothing is being kept. */
    idle: (): Promise<void> => keeping,
  };
};
