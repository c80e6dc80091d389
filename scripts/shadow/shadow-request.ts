import { basename, resolve } from "node:path";
import { LIMITED, limitText, readLimit } from "../../models/backtest/limits.ts";
import { TwinError } from "../../models/errors/twin-error.ts";
import { shadowErrors } from "../../models/shadow/errors.ts";
import { readDuration } from "../../models/shadow/read-duration.ts";
import { findRevision, flowOf } from "../revisions/find-revision.ts";
import { readFlowFile } from "../revisions/running-flow.ts";
import type { ShadowRequest } from "./start-shadow.ts";

/** As somebody has written it: spans as 7d, 12h, 30m, 45s of the data's time. */
export interface WrittenRequest {
  readonly by: string;
  readonly limits: readonly string[];
  /** Left out: it is promoted by hand alone. */
  readonly promoteAfter?: string | undefined;
  readonly watch: string;
  readonly warmUp: string;
  readonly lag: string;
}

export const SHADOW_DEFAULTS = { watch: "2d", warmUp: "7d", lag: "60s" } as const;

/**
 * How a flow is to run in shadow.
 *
 * @throws TwinError TWIN-SHADOW-007, -012
 */
export const shadowRequest = (what: NamedFlow, written: WrittenRequest): ShadowRequest => {
  const { by, promoteAfter, watch, warmUp, lag } = written;
  return {
    ...what,
    ...{ by, limits: written.limits.map(limitOf) },
    ...(promoteAfter === undefined ? {} : { promoteAfterMs: spanOf("--promote-after", promoteAfter) }),
    ...{ watchMs: spanOf("--watch", watch), warmUpMs: spanOf("--warm-up", warmUp), lagMs: spanOf("--lag", lag) },
  };
};

type NamedFlow = Pick<ShadowRequest, "flow" | "name">;

/**
 * @param which id of a revision of the home folder, the beginning of it, its label, or `head`
 * @throws TwinError TWIN-REV-001, -003, -005, -006
 */
export const flowOfRevision = (home: string, which: string): NamedFlow => {
  const revision = findRevision(home, which);
  return { flow: flowOf(home, revision), name: `revision ${revision.id}` };
};

/** @throws TwinError of `readFlowFile` */
export const flowOfFile = (file: string): NamedFlow => ({ flow: readFlowFile(resolve(file)), name: basename(file) });

const limitOf = (text: string): string => {
  const limit = readLimit(text);
  if (limit) return limitText(limit);
  throw new TwinError(shadowErrors.badLimit, { limit: text, names: LIMITED.join(", ") });
};

const spanOf = (option: string, value: string): number => {
  const span = readDuration(value);
  if (Number.isNaN(span)) throw new TwinError(shadowErrors.badDuration, { option, value });
  return span;
};
