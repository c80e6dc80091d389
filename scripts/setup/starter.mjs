import { readFileSync } from "node:fs";

const LOOK_EVERY_MS = 1000;

/**
 * Finds the npm that started this process, now, and returns a function that calls `gone` when that npm is gone, also after
 * `kill -9`: npm runs a script below a shell, so neither a signal nor a closed pipe would tell.
 */
export function findStarter() {
  const links = process.env.npm_lifecycle_event ? linksToNpm() : [];
  return (gone) => {
    if (links.length === 0) return;
    const timer = setInterval(() => {
      if (links.every(({ pid, parent }) => parentOf(pid) === parent)) return;
      clearInterval(timer);
      gone();
    }, LOOK_EVERY_MS);
    timer.unref();
  };
}

/** This process below npm, or below a shell below npm. A process whose parent ends gets another parent. */
function linksToNpm() {
  const shell = process.ppid;
  const own = { pid: process.pid, parent: shell };
  const above = parentOf(shell);
  return above !== undefined && !isNpm(shell) && isNpm(above) ? [own, { pid: shell, parent: above }] : [own];
}

const isNpm = (pid) => stat(pid)?.includes("(npm") ?? false;

function parentOf(pid) {
  if (pid === process.pid) return process.ppid;
  const fields = stat(pid)?.replace(/^.*\)/, "").trim().split(" ");
  return fields ? Number(fields[1]) : undefined;
}

/** Linux's line about a process: `PID (NAME) STATE PARENT ...`; undefined without it. */
function stat(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined;
  }
}
