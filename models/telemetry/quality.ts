/** Quality of one sample, in the three classes of OPC UA Part 8 (status code severity). */
export const QUALITY = { good: 0, uncertain: 1, bad: 2 } as const;

export type QualityName = keyof typeof QUALITY;

const NAMES: readonly QualityName[] = ["good", "uncertain", "bad"];

/** The name of a stored quality byte; an unknown byte reads as bad. */
export const qualityName = (byte: number): QualityName => NAMES[byte] ?? "bad";
