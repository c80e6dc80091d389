import type { Clock } from "../../../kit/clock.ts";
import type { BrowseSession } from "./browse-session.ts";

/** Of a dialog whose browser has gone. An open one asks for values much oftener. */
const IDLE_MS = 30_000;
/** Engineers at work at once; the longest idle one has to give way. */
const MOST_DIALOGS = 10;

interface Kept {
  /** What the session was opened with. */
  readonly settings: string;
  readonly session: Promise<BrowseSession>;
  /** Its questions wait for each other: they share the session's page size. */
  last: Promise<unknown>;
  stopTimer: () => void;
}

/**
 * One session for each open edit dialog, so that pages go on where they ended and values come at once. It is closed when the dialog
 * is, when its settings change, and when nobody has asked for a while.
 */
export const dialogSessions = (clock: Clock) => {
  const kept = new Map<string, Kept>();

  const close = async (dialog: string): Promise<void> => {
    const old = kept.get(dialog);
    if (!old) return;
    kept.delete(dialog);
    old.stopTimer();
    await old.last.catch(() => undefined);
    const session = await old.session.catch(() => undefined);
    await session?.close();
  };

  /**
   * @param settings all that the session depends on; another text opens another session
   * @throws what `open` and `ask` throw
   */
  const ask = async <T>(
    dialog: string,
    settings: string,
    open: () => Promise<BrowseSession>,
    question: (session: BrowseSession) => Promise<T>,
  ): Promise<T> => {
    const known = kept.get(dialog);
    const stands = known?.settings === settings && (await known.session.then((one) => one.isOpen()).catch(() => false));
    if (known && !stands && kept.get(dialog) === known) void close(dialog).catch(() => undefined);
    const mine = kept.get(dialog) ?? { settings, session: open(), last: Promise.resolve(), stopTimer: () => undefined };
    mine.stopTimer();
    mine.stopTimer = clock.schedule(IDLE_MS, () => void close(dialog).catch(() => undefined));
    kept.delete(dialog);
    kept.set(dialog, mine);
    const [oldest] = kept.keys();
    if (kept.size > MOST_DIALOGS && oldest !== undefined) void close(oldest).catch(() => undefined);
    const before = mine.last.catch(() => undefined);
    const answer = before.then(async () => question(await mine.session));
    mine.last = answer.catch(() => undefined);
    return answer;
  };

  return { ask, close };
};
