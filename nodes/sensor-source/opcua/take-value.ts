import type { DataValue, Variant } from "node-opcua-client";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { QUALITY } from "../../../models/telemetry/quality.ts";
import { sourceErrors } from "../errors.ts";
import type { ChannelPlan } from "../plan.ts";
import { readQuality } from "../read-quality.ts";
import type { Source } from "../source.ts";
import { NO_ELEMENT, variantValue } from "./variant-value.ts";

/** DataType ids of Int64 and UInt64 (OPC UA Part 6, 5.1.2). */
const WIDE: readonly number[] = [8, 9];

const is64 = ({ dataType }: Variant): boolean => WIDE.includes(dataType);

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
  else {
    const quality = readQuality(statusCode.value);
    const rounded =
      typeof reading === "number" && Number.isInteger(reading) && is64(value) && !Number.isSafeInteger(reading);
    if (rounded) source.trouble(new TwinError(sourceErrors.roundedInteger, { tag, value: reading }), `rounded ${tag}`);
    source.take(plan, "", reading, sourceTimestamp, rounded ? Math.max(quality, QUALITY.uncertain) : quality, again);
  }
};
