import type { SectionOptions, SectionResult } from "./figure.ts";
import { benchWaveforms } from "./waveforms.ts";

export const benchWaveformsSection = async ({ quick }: SectionOptions): Promise<SectionResult> => {
  const { samples, oursPerSecond, scipyPerSecond, ratio, note } = await benchWaveforms(4096, quick ? 1 : 5);
  const what = `The ratio is the median of ${quick ? "one round" : "five rounds"} by turns, each on one core.`;
  return {
    figures: [
      {
        name: `waveforms of ${samples} samples`,
        value: oursPerSecond,
        unit: "waveforms/s",
        ...(scipyPerSecond === undefined ? {} : { against: { name: "NumPy and SciPy", value: scipyPerSecond } }),
        ...(ratio === undefined ? {} : { ratio }),
        target: { of: "ratio", atLeast: 1 },
      },
    ],
    notes: [note || what],
  };
};
