import type { BearingLife, Moment } from "./bearing-life.ts";

/** So many moments of a life, evenly over its time: of each instant the snapshot that is nearest. Some may come twice. */
export const evenly = ({ moments, lifeHours }: BearingLife, count: number): Moment[] => {
  let at = 0;
  return Array.from({ length: count }, (_, i) => {
    const wanted = ((i + 0.5) / count) * lifeHours;
    while (distance(moments[at + 1], wanted) <= distance(moments[at], wanted)) at++;
    return moments[at];
  }).filter((moment) => moment !== undefined);
};

const distance = (moment: Moment | undefined, hours: number): number =>
  moment ? Math.abs(moment.hours - hours) : Number.POSITIVE_INFINITY;
