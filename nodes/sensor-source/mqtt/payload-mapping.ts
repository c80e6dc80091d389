import { TwinError } from "../../../models/errors/twin-error.ts";
import { sourceErrors } from "../errors.ts";

/** Makes of a payload what the node reads; undefined: the message is left out. Rejects with the reason. */
export type PayloadMapping = (payload: unknown, variables: Readonly<Record<string, string>>) => Promise<unknown>;

/**
 * Compiles a JSONata expression.
 *
 * @param field the setting that holds it
 *
 * @throws TwinError TWIN-SOURCE-006 where it is none
 */
export const payloadMapping = async (text: string, field = "mqttExpression"): Promise<PayloadMapping> => {
  const { default: jsonata } = await import("jsonata");
  try {
    const expression = jsonata(text);
    return (payload, variables) => expression.evaluate(payload, { ...variables });
  } catch (thrown) {
    throw new TwinError(sourceErrors.badSetting, { field, reason: reasonOf(thrown) }, thrown);
  }
};

/** JSONata throws plain objects as well as errors. */
export const reasonOf = (thrown: unknown): string =>
  typeof thrown === "object" && thrown !== null && "message" in thrown ? String(thrown.message) : String(thrown);
