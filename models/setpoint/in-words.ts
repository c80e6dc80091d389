const DIGITS = 6;

/** `1332.5 1/min`, without the digits that no sensor has. */
export const inWords = (value: number, unit: string): string => `${Number(value.toPrecision(DIGITS))} ${unit}`;
