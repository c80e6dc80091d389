import { existsSync } from "node:fs";
import { TwinError } from "../../models/errors/twin-error.ts";
import { hashOfFlow } from "../../nodes/kit/hash-of-flow.ts";
import { trustedKeys } from "../release/keys.ts";
import { readInstalled } from "../release/read-installed.ts";
import { type Runnable, readState, stateFile } from "../release/release-state.ts";
import { error, type Finding, orOk, type Place, warning } from "./finding.ts";

const CHECK = "releases";

/** Whether the installed releases are still what was signed, and the flow is that of the current one. */
export const checkReleases = ({ home, flow }: Place): readonly Finding[] => {
  if (!existsSync(stateFile(home))) return [];
  try {
    const { current, previous, active } = readState(home);
    const found = [
      ...damage(home, current, "Install it again, or go back: twinloom rollback"),
      ...damage(home, previous, "Install another release: until then there is no way back"),
    ];
    if (current && active !== current.id) {
      const todo = "Start twinloom run, or see in its log why it does not take it over";
      found.push(warning(CHECK, `${current.name} is installed and was never started`, todo));
    } else if (current?.kind === "release" && found.length === 0) {
      const { revision } = readInstalled(home, current.id).flow;
      if (hashOfFlow(flow) !== revision) {
        const todo = "If that is not meant: install it again; else make a release of what runs";
        found.push(warning(CHECK, `The flow is another than that of ${current.name}: it was deployed since`, todo));
      }
    }
    const names = [current, previous].flatMap((one) => (one ? [one.name] : [])).join(", before it ");
    return orOk(found, CHECK, `${names}: as they were signed; ${trustedKeys(home).size} trusted keys`);
  } catch (thrown) {
    if (!(thrown instanceof TwinError)) throw thrown;
    return [error(CHECK, thrown.message, "Install the release again")];
  }
};

const damage = (home: string, one: Runnable | undefined, todo: string): readonly Finding[] => {
  if (one?.kind !== "release") return [];
  try {
    readInstalled(home, one.id);
    return [];
  } catch (thrown) {
    if (!(thrown instanceof TwinError)) throw thrown;
    return [error(CHECK, thrown.message, todo)];
  }
};
