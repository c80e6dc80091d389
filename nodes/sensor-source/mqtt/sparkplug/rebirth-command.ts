import { DATA_TYPE } from "./metric-value.ts";

const varint = (value: number): number[] => {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
};

const NAME = Buffer.from("Node Control/Rebirth");

/** The payload of an NCMD that asks an edge node for its births: `Node Control/Rebirth` = true (sections 5.17 and 6.4.30). */
export const rebirthCommand = (timeMs: number): Buffer => {
  const time = varint(Math.max(0, Math.floor(timeMs)));
  const metric = [0x0a, NAME.length, ...NAME, 0x18, ...time, 0x20, DATA_TYPE.boolean, 0x70, 1];
  return Buffer.from([0x08, ...time, 0x12, ...varint(metric.length), ...metric]);
};

/** Where the command goes. */
export const rebirthTopic = (group: string, node: string): string => `spBv1.0/${group}/NCMD/${node}`;
