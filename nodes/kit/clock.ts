/** Time of the machine that runs the flow: for data ages and time-outs only. Behaviours reckon with the data's time. */
export interface Clock {
  nowMs(): number;
  /** Calls `action` after `delayMs`, and again after each further `delayMs` if `repeat`; returns how to stop it. */
  schedule(delayMs: number, action: () => void, repeat?: boolean): () => void;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  schedule: (delayMs, action, repeat = false) => {
    const timer = repeat ? setInterval(action, delayMs) : setTimeout(action, delayMs);
    timer.unref();
    return () => (repeat ? clearInterval(timer) : clearTimeout(timer));
  },
};
