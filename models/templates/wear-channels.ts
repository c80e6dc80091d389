import { numberOf, rowsOf, textOf } from "./read-values.ts";
import type { Row, Scalar, Template, Values } from "./template.ts";

/** Channels of the physics `generic-wear`, in %. */
export const WEAR = "wearIndicator";
export const LOAD = "load";

/** A number in the unit of its tag as percent: value × scale + offset. */
interface ToPercent {
  readonly channel: string;
  readonly title: string;
  readonly scale: number;
  readonly offset: number;
}

/** Whether a template forecasts a machine that only its tags describe. */
export const wearsByLaw = ({ machine, job }: Template): boolean =>
  machine === "any" && (job === "remaining-life" || job === "what-if");

/**
 * The values with the tags of wear and load mapped to the channels that the wear law knows, in %: their rows with scale and offset, all
 * limits with them. The other rows stay as they are.
 *
 * @param values checked parameters
 */
export const withWearChannels = (values: Values): Values => {
  const wear = toWear(values);
  const load = toLoad(values);
  const mapped = new Map([
    [textOf(values, "wearChannel"), wear],
    [textOf(values, "loadChannel"), load],
  ]);
  const running = textOf(values, "runningChannel");
  const runs =
    running !== "" && running === textOf(values, "loadChannel")
      ? { runningChannel: LOAD, runningAbove: (numberOf(values, "runningAbove") ?? 0) * load.scale }
      : {};
  const tags = rowsOf(values, "tags").map((row) => {
    const to = mapped.get(textOf(row, "channel"));
    // a message that names its values as the channels still names them so
    const tag = textOf(row, "tag") || textOf(row, "channel");
    const { healthy: _healthy, component: _component, fault: _fault, ...bare } = row;
    return to ? inPercent({ ...bare, tag }, to) : { ...bare, tag };
  });
  return { ...values, ...runs, tags };
};

/** 0 % as new, 100 % at the limit, whichever of them is higher. */
const toWear = (values: Values): ToPercent => {
  const asNew = numberOf(values, "wearNew") ?? 0;
  const scale = 100 / ((numberOf(values, "wearLimit") ?? 1) - asNew);
  return { channel: WEAR, title: "Wear", scale, offset: -asNew * scale };
};

const toLoad = (values: Values): ToPercent => ({
  ...{ channel: LOAD, title: "Load", scale: 100 / (numberOf(values, "loadNominal") ?? 1), offset: 0 },
});

/** Limits by pairs: where the scale turns them round, low is high. */
const PAIRS = [
  ["lowest", "highest"],
  ["alarmBelow", "alarmAbove"],
  ["warnBelow", "warnAbove"],
] as const;

const inPercent = (row: Row, { channel, title, scale, offset }: ToPercent): Row => {
  const cells: Record<string, Scalar> = { ...row };
  for (const pair of PAIRS) {
    for (const [side, name] of pair.entries()) {
      delete cells[name];
      const value = numberOf(row, scale > 0 ? name : (pair[1 - side] ?? name));
      if (value !== undefined) cells[name] = value * scale + offset;
    }
  }
  const label = `${title} (${textOf(row, "label") || textOf(row, "channel")})`;
  return { ...cells, channel, label, unit: "%", scale, offset };
};
