import { TwinError } from "../../../models/errors/twin-error.ts";
import { QUALITY } from "../../../models/telemetry/quality.ts";
import { sourceErrors } from "../errors.ts";
import type { ChannelPlan } from "../plan.ts";
import { readQuality } from "../read-quality.ts";
import { shown } from "../shown.ts";
import type { Source } from "../source.ts";
import { INT64, NO_ELEMENT, UINT64, type VariantLike, variantValue } from "./variant-value.ts";

/** A DataValue of the library, or what a message tells of one. */
export interface SentValue {
  readonly value?: VariantLike | undefined;
  /** As `readQuality` understands it. */
  readonly statusCode?: unknown;
  readonly sourceTimestamp?: unknown;
}

const is64 = (variant: VariantLike | undefined): boolean => variant?.dataType === INT64 || variant?.dataType === UINT64;

/**
 * One value of a tag, as the server sent it.
 *
 * @param again whether it may be one that was sent before: right after a reconnect servers send the last value once more
 */
export const takeValue = (source: Source, plan: ChannelPlan, sent: SentValue, again: boolean): void => {
  const { value, statusCode, sourceTimestamp } = sent;
  const { tag, asset, row } = plan;
  const element = row?.element ? Number(row.element) : undefined;
  const reading = variantValue(value, element);
  const about = { tag, asset, time: sourceTimestamp };
  if (reading === undefined || reading === null)
    source.refuse(new TwinError(sourceErrors.badStatus, { tag, status: statusText(statusCode) }), about);
  else if (reading === NO_ELEMENT)
    source.refuse(new TwinError(sourceErrors.noElement, { tag, element: element ?? 0 }), about);
  else {
    const quality = readQuality(statusCode);
    const rounded =
      typeof reading === "number" && Number.isInteger(reading) && is64(value) && !Number.isSafeInteger(reading);
    if (rounded) source.trouble(new TwinError(sourceErrors.roundedInteger, { tag, value: reading }), `rounded ${tag}`);
    source.take(plan, "", reading, sourceTimestamp, rounded ? Math.max(quality, QUALITY.uncertain) : quality, again);
  }
};

const statusText = (status: unknown): string => {
  if (typeof status !== "object" || status === null) return shown(status ?? "no status");
  if ("name" in status && typeof status.name === "string") return status.name;
  return shown("value" in status ? status.value : "no status");
};
