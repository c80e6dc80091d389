import type { SectionOptions, SectionResult } from "./figure.ts";
import { benchYearInInflux } from "./year-in-influx.ts";
import { benchYearOfHistory } from "./year-of-history.ts";

/** Long ranges from the embedded store and from InfluxDB. */
export const benchHistorySection = async (options: SectionOptions): Promise<SectionResult> => {
  const embedded = await benchYearOfHistory(options);
  const influx = await benchYearInInflux(options);
  return { figures: [...embedded.figures, ...influx.figures], notes: [...embedded.notes, ...influx.notes] };
};
