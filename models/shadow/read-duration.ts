const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `7d`, `12h`, `30m`, `45s` in milliseconds; NaN if it is none. */
export const readDuration = (text: string): number => {
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)([smhd])$/.exec(text.trim()) ?? [];
  return number === "" ? Number.NaN : Number(number) * (SECONDS[unit] ?? Number.NaN) * 1000;
};
