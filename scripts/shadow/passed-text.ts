import { limitText, type PassedLimit } from "../../models/backtest/limits.ts";

/** A limit that is passed, in words. */
export const passedText = ({ limit, before, after }: PassedLimit): string =>
  `${limit.name} went from ${before} to ${after}, more than ${limitText(limit)}`;
