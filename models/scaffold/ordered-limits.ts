import type { Limits } from "./listed-tag.ts";
import type { ProposedRow } from "./proposal.ts";
import { type Reason, reason } from "./reason.ts";

/** Limits of a row, and what of them could not be used. */
export interface OrderedLimits {
  readonly limits: Pick<ProposedRow, "normal" | "alarm" | "plausible">;
  readonly remarks: readonly Reason[];
}

/** Leaves out limits that cross each other, and says so: a list has typing mistakes, and a twin with them would refuse its asset type. */
export const orderedLimits = (given: OrderedLimits["limits"]): OrderedLimits => {
  const remarks: Reason[] = [];
  const limits = { ...given };
  for (const which of ["normal", "alarm", "plausible"] as const) {
    const { min, max } = limits[which] ?? {};
    if (min === undefined || max === undefined || min < max) continue;
    remarks.push(reason("crossed", { limits: which, min, max }));
    delete limits[which];
  }
  const { normal, alarm } = limits;
  if (normal && alarm && liesInside(alarm, normal)) {
    remarks.push(reason("alarmInside"));
    delete limits.alarm;
  }
  return { limits, remarks };
};

/** Whether an alarm would be raised where all is normal still. */
export const liesInside = (alarm: Limits, normal: Limits): boolean =>
  (alarm.max !== undefined && alarm.max < (normal.max ?? normal.min ?? alarm.max)) ||
  (alarm.min !== undefined && alarm.min > (normal.min ?? normal.max ?? alarm.min));
