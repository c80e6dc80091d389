import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";

export interface ListeningProcess {
  readonly pid: number;
  /** With its arguments, apart by blanks. */
  readonly command: string;
}

const LISTEN = "0A";

/**
 * Which process listens on a TCP port, from Linux's `/proc`. Undefined on another system, and where the process is another
 * user's and this one may not see.
 */
export const listeningProcess = (port: number): ListeningProcess | undefined => {
  const wanted = port.toString(16).toUpperCase().padStart(4, "0");
  const inodes = new Set(
    ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((table) =>
      lines(table).flatMap((line) => {
        const [, local = "", , state, , , , , , inode = ""] = line.trim().split(/\s+/);
        return state === LISTEN && local.endsWith(`:${wanted}`) ? [`socket:[${inode}]`] : [];
      }),
    ),
  );
  if (inodes.size === 0) return undefined;
  for (const pid of names("/proc").filter((name) => /^\d+$/.test(name))) {
    const folder = join("/proc", pid, "fd");
    if (names(folder).some((fd) => inodes.has(linkOf(join(folder, fd))))) {
      const command = lines(join("/proc", pid, "cmdline"))
        .join("\n")
        .replaceAll("\0", " ")
        .trim();
      return { pid: Number(pid), command };
    }
  }
  return undefined;
};

const names = (folder: string): readonly string[] => attempt(() => readdirSync(folder), []);
const lines = (file: string): readonly string[] => attempt(() => readFileSync(file, "utf8").split("\n"), []);
const linkOf = (file: string): string => attempt(() => readlinkSync(file), "");

/** Processes end while they are looked at. */
const attempt = <T>(action: () => T, otherwise: T): T => {
  try {
    return action();
  } catch {
    return otherwise;
  }
};
