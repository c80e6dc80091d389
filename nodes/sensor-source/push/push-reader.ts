import { TwinError } from "../../../models/errors/twin-error.ts";
import type { HttpArrival } from "../../kit/world.ts";
import { sourceErrors } from "../errors.ts";
import { type PayloadMapping, reasonOf } from "../mqtt/payload-mapping.ts";
import type { Source } from "../source.ts";
import type { Problem } from "./push-reply.ts";
import type { Body } from "./read-body.ts";
import { jsonReader } from "./take-json.ts";
import { linesReader, precisionMs } from "./take-lines.ts";

const MOST_PROBLEMS = 100;
const KEPT_AS_BAD: ReadonlySet<string> = new Set([sourceErrors.notPlausible.code, sourceErrors.notInteger.code]);
/** Write addresses of InfluxDB 1 and 2. */
const WRITE = /^\/(api\/v2\/)?write\/?$/;

type Readable = Exclude<Body, { readonly refused: number }>;

/**
 * Reads bodies into readings. What comes back is one problem for a body that can't be read at all, else those of its lines or items: the
 * others were taken. A sample that goes on as bad is no problem of the sender.
 */
export const pushReader = (source: Source, mapping: Promise<PayloadMapping> | undefined) => {
  const takeJson = jsonReader(source);
  const takeLines = linesReader(source);

  /** Nothing else is taken meanwhile: taking is never interrupted. */
  const collect = (take: (at: (place: number) => void) => void): Problem[] => {
    const problems: Problem[] = [];
    let line = 0;
    source.hearRefusals((error) => {
      if (KEPT_AS_BAD.has(error.code) || problems.length >= MOST_PROBLEMS) return;
      problems.push({ code: error.code, message: error.message, line });
    });
    try {
      take((place) => {
        line = place;
      });
    } finally {
      source.hearRefusals(undefined);
    }
    return problems;
  };

  const unreadable = (reason: string): Problem => {
    const error = new TwinError(sourceErrors.unreadable, { tag: "the push", reason });
    source.refuse(error, { tag: "the push" });
    return { code: error.code, message: reason };
  };

  const readJson = async (json: unknown): Promise<Problem | Problem[]> => {
    let made = json;
    try {
      const map = await mapping;
      if (map) made = await map(json, {});
    } catch (thrown) {
      return unreadable(`the expression failed: ${reasonOf(thrown)}`);
    }
    return made === undefined ? [] : collect((at) => takeJson(made, at));
  };

  return async (body: Readable, { query, rest }: HttpArrival): Promise<Problem | Problem[]> => {
    if ("json" in body) return readJson(body.json);
    if (!WRITE.test(rest) && /^\s*[[{]/.test(body.text)) {
      try {
        return await readJson(JSON.parse(body.text));
      } catch (thrown) {
        return unreadable(reasonOf(thrown));
      }
    }
    const unitMs = precisionMs(query.get("precision") ?? "ns");
    if (unitMs === undefined) return unreadable(`there is no precision ${query.get("precision")}`);
    return collect((at) => takeLines(body.text, unitMs, at));
  };
};
