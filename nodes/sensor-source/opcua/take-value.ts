import type { DataValue } from "node-opcua-client";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { sourceErrors } from "../errors.ts";
import type { ChannelPlan } from "../plan.ts";
import { readQuality } from "../read-quality.ts";
import type { Source } from "../source.ts";
import { NO_ELEMENT, variantValue } from "./variant-value.ts";

/**
 * One value of a tag, as the server sent it.
 *
 * @param again whether it may be one that was sent before: right after a reconnect servers send the last value once more
 */
export const takeValue = (source: Source, plan: ChannelPlan, sent: DataValue, again: boolean): void => {
  const { value, statusCode, sourceTimestamp } = sent;
  const { tag, asset, row } = plan;
  const element = row?.element ? Number(row.element) : undefined;
  const reading = variantValue(value, element);
  const about = { tag, asset, time: sourceTimestamp };
  if (reading === undefined || reading === null)
    source.refuse(new TwinError(sourceErrors.badStatus, { tag, status: statusCode.name }), about);
  else if (reading === NO_ELEMENT)
    source.refuse(new TwinError(sourceErrors.noElement, { tag, element: element ?? 0 }), about);
  else source.take(plan, "", reading, sourceTimestamp, readQuality(statusCode.value), again);
};
