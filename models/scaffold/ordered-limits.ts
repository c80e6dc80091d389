import type { Limits } from "./listed-tag.ts";
import type { ProposedRow } from "./proposal.ts";

/** Limits of a row, and what of them could not be used. */
export interface OrderedLimits {
  readonly limits: Pick<ProposedRow, "normal" | "alarm" | "plausible">;
  readonly remarks: readonly string[];
}

/** Leaves out limits that cross each other, and says so: a list has typing mistakes, and a twin with them would refuse its asset type. */
export const orderedLimits = (given: OrderedLimits["limits"]): OrderedLimits => {
  const remarks: string[] = [];
  const limits = { ...given };
  for (const which of ["normal", "alarm", "plausible"] as const) {
    const { min, max } = limits[which] ?? {};
    if (min === undefined || max === undefined || min < max) continue;
    remarks.push(`${which} from ${min} to ${max} is the wrong way round: left out`);
    delete limits[which];
  }
  const { normal, alarm } = limits;
  if (normal && alarm && liesInside(alarm, normal)) {
    remarks.push("the alarm limits lie inside of the normal range: left out");
    delete limits.alarm;
  }
  return { limits, remarks };
};

/** Whether an alarm would be raised where all is normal still. */
export const liesInside = (alarm: Limits, normal: Limits): boolean =>
  (alarm.max !== undefined && alarm.max < (normal.max ?? normal.min ?? alarm.max)) ||
  (alarm.min !== undefined && alarm.min > (normal.min ?? normal.max ?? alarm.min));
