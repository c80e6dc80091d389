import type { SectionOptions, SectionResult } from "./figure.ts";
import { benchStore } from "./store.ts";

export const benchStoreSection = async ({ quick }: SectionOptions): Promise<SectionResult> => {
  const figures = await benchStore(quick ? 20_000 : 200_000);
  const withInflux = figures.some(({ name }) => name.startsWith("InfluxDB"));
  return {
    figures,
    notes: [
      "Micro-batches of 100 points with two fields, ten under way; durable: in the write-ahead log with synchronous=FULL.",
      ...(withInflux ? [] : ["InfluxDB was not measured: there is no influxd on this machine."]),
    ],
  };
};
