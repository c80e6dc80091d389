/** Nodes of Node-RED that wait: their timers go by the data's time. Those of everything else (stores, the runtime itself) stay real. */
const WAITING_NODES = /@node-red[\\/]nodes[\\/]core[\\/](function|sequence)[\\/]/;
/** The replacement, the node's own file, and one more where a function node's sandbox lies between. */
const FRAMES = 4;

interface Timer {
  readonly call: () => void;
  dueMs: number;
  /** Undefined: once. */
  readonly everyMs: number | undefined;
}

export interface DataClock {
  /** Whether a timer is set: a node that has not called `done` may be waiting for it. */
  waits(): boolean;
  /**
   * Lets the time of the data come: timers that are due until then fire, each at its own time.
   *
   * @param rest ends when the flow is at rest after one has fired
   */
  advance(timeMs: number, rest: () => Promise<void>): Promise<void>;
  /** Until when timers that fire once are set now; undefined where there are none. */
  lastDueMs(): number | undefined;
}

/**
 * Puts the timers of delay, trigger, join, batch and function nodes of this process on the data's time, for good: a delay of ten minutes
 * takes ten minutes of the data and none of ours, and what comes out depends on nothing else.
 */
export const dataClock = (complain: (text: string) => void): DataClock => {
  const timers = new Set<Timer>();
  let nowMs: number | undefined;
  const add = (call: () => void, delayMs: unknown, repeats: boolean): object => {
    const delay = Math.max(1, Number(delayMs) || 1);
    const timer: Timer = { call, dueMs: (nowMs ?? 0) + delay, everyMs: repeats ? delay : undefined };
    timers.add(timer);
    return Object.assign(timer, { ref: () => timer, unref: () => timer, hasRef: () => true });
  };
  replaceTimers(add, (timer) => timers.delete(timer as Timer));
  onDataTime(() => nowMs);

  const first = (untilMs: number): Timer | undefined => {
    let found: Timer | undefined;
    for (const timer of timers) if (timer.dueMs <= untilMs && timer.dueMs < (found?.dueMs ?? Infinity)) found = timer;
    return found;
  };
  const fire = (timer: Timer): void => {
    nowMs = timer.dueMs;
    if (timer.everyMs === undefined) timers.delete(timer);
    else timer.dueMs += timer.everyMs;
    try {
      timer.call();
    } catch (error) {
      complain(error instanceof Error ? error.message : String(error));
    }
  };
  return {
    waits: () => timers.size > 0,
    advance: async (timeMs, rest) => {
      // set while the flow started, when no time was known
      if (nowMs === undefined) for (const timer of timers) timer.dueMs += timeMs;
      for (let timer = first(timeMs); timer; timer = first(timeMs)) {
        fire(timer);
        await rest();
      }
      nowMs = Math.max(nowMs ?? timeMs, timeMs);
    },
    lastDueMs: () => {
      const once = [...timers].filter(({ everyMs }) => everyMs === undefined).map(({ dueMs }) => dueMs);
      return once.length > 0 ? Math.max(...once) : undefined;
    },
  };
};

const replaceTimers = (
  add: (call: () => void, delayMs: unknown, repeats: boolean) => object,
  remove: (timer: unknown) => boolean,
): void => {
  for (const [set, clear, repeats] of [
    ["setTimeout", "clearTimeout", false],
    ["setInterval", "clearInterval", true],
  ] as const) {
    const [realSet, realClear] = [globalThis[set], globalThis[clear]];
    const own = (call: (...args: unknown[]) => void, delayMs?: number, ...args: unknown[]): unknown =>
      isWaitingNode() ? add(() => call(...args), delayMs, repeats) : realSet(call, delayMs, ...args);
    // what Node.js hangs on it (`util.promisify`) stays
    Object.defineProperties(own, Object.getOwnPropertyDescriptors(realSet));
    Reflect.set(globalThis, set, own);
    Reflect.set(globalThis, clear, (timer: never) => {
      if (!remove(timer)) realClear(timer);
    });
  }
};

/** The delay node measures with it how long ago it has let a message pass. */
const onDataTime = (nowMs: () => number | undefined): void => {
  const real = process.hrtime;
  const own = (before?: [number, number]): [number, number] => {
    const now = nowMs();
    if (now === undefined || !isWaitingNode()) return real(before);
    const [seconds, rest] = [Math.floor(now / 1000), Math.round((now % 1000) * 1e6)];
    if (!before) return [seconds, rest];
    const nanos = rest - before[1];
    return nanos < 0 ? [seconds - before[0] - 1, nanos + 1e9] : [seconds - before[0], nanos];
  };
  process.hrtime = Object.assign(own, { bigint: real.bigint });
};

const isWaitingNode = (): boolean => {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  const { stack = "" } = new Error();
  Error.stackTraceLimit = limit;
  return WAITING_NODES.test(stack);
};
