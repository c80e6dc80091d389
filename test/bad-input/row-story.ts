import type { EditorStatus } from "../support/editor-statuses.ts";
import { eventually } from "../support/eventually.ts";
import type { FlowTap, Heard } from "../support/flow-tap.ts";
import type { BadRow } from "./bad-row.ts";
import type { Words } from "./expand.ts";

/** All rows are in trouble at once, and those that connect try again after growing pauses. */

/** The parts of what became of a row, each awaited for as long as a busy machine needs. */
export const rowStories = (tap: FlowTap, statuses: readonly EditorStatus[], T: number) => {
  const errors = new Map<string, string[]>();
  const values = new Map<string, Set<number>>();
  const done = new Map<string, number>();
  let read = 0;

  const note = ({ kind, node, text, payload }: Heard): void => {
    if (kind === "error") errors.set(node, [...(errors.get(node) ?? []), text]);
    else if (node === "out-done") done.set(payload.done, (done.get(payload.done) ?? 0) + 1);
    else {
      const id = node.replace("out-", "");
      const known = values.get(id) ?? new Set();
      values.set(id, known);
      for (const value of Object.values(payload.values ?? {})) known.add(Number(value));
    }
  };
  const look = (): void => {
    const heard = tap.heard();
    for (; read < heard.length; read++) {
      const one = heard[read];
      if (one) note(one);
    }
  };
  const errorsOf = ({ id }: BadRow): readonly string[] => errors.get(id) ?? [];
  const statusesOf = ({ id }: BadRow): readonly EditorStatus[] => statuses.filter(({ node }) => node === id);

  return {
    words: (value: number, afterMs: number): Words => ({ T, value, time: T + afterMs }),
    errorsOf,
    doneOf: ({ id }: BadRow): number => done.get(id) ?? 0,
    /** @throws Error where a Catch node never gets the row's code from its node */
    caught: (row: BadRow) =>
      eventually(
        `${row.code} of ${row.what} at a Catch node`,
        () => {
          look();
          return errorsOf(row).some((text) => text.startsWith(`${row.code}:`) || text.startsWith(row.code));
        },
        () => [errorsOf(row), statusesOf(row).slice(-3)],
      ),
    shown: (row: BadRow) =>
      eventually(
        `${row.status} in the status of ${row.what}`,
        () =>
          row.status === "" || statusesOf(row).some(({ fill, text }) => fill !== "green" && text.includes(row.status)),
        () => [statusesOf(row), errorsOf(row)],
      ),
    taken: (row: BadRow, value: number) =>
      eventually(
        `the good reading ${value} of ${row.what}`,
        () => {
          look();
          // Modbus rounds to float32
          return [...(values.get(row.id) ?? [])].some((one) => Math.abs(one - value) < 1e-4);
        },
        () => [errorsOf(row), statusesOf(row).slice(-3), [...(values.get(row.id) ?? [])]],
      ),
  };
};
