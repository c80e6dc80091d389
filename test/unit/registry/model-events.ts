import { MODEL_EVENT_TAG, type ModelAction, type ModelEvent } from "../../../models/registry/model-event.ts";

/** A hash that begins with a name. */
export const hashOf = (name: string): string => Buffer.from(name).toString("hex").padEnd(64, "0");

export const subject = { assetType: "centrifugal-pump", component: "bearing" };

/** A line as somebody else may have written it: its `from` and `to` are not looked at. */
export const eventOf = (time: number, action: ModelAction, name: string, id = `${time}`): ModelEvent => ({
  ...{ schema: MODEL_EVENT_TAG, id, time, ...subject, hash: hashOf(name), action },
  ...{ from: "none", to: "candidate", by: "ann", reason: "a test" },
});
