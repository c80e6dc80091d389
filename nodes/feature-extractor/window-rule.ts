import { TwinError } from "../../models/errors/twin-error.ts";
import type { WindowRule } from "./asset-windows.ts";
import { featureErrors } from "./errors.ts";
import type { FeatureExtractorConfig } from "./schema.ts";

/** More parts would make every window a long sum. */
const MAX_PANES = 240;

/** @throws TwinError TWIN-FEATURES-001 if the hop does not divide the window */
export const windowRule = ({
  windowMinutes,
  hopMinutes,
  latenessSeconds,
}: Pick<FeatureExtractorConfig, "windowMinutes" | "hopMinutes" | "latenessSeconds">): WindowRule => {
  const windowMs = Math.round(windowMinutes * 60_000);
  const paneMs = hopMinutes === 0 ? windowMs : Math.round(hopMinutes * 60_000);
  const parts = windowMs / paneMs;
  if (!Number.isInteger(parts) || parts > MAX_PANES) {
    throw new TwinError(featureErrors.hopNotDivisor, { windowMinutes, hopMinutes, most: MAX_PANES });
  }
  return { windowMs, paneMs, latenessMs: latenessSeconds * 1000 };
};
