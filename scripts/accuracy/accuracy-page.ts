import { bearingsSection } from "./bearings-section.ts";
import { CHOICES } from "./choices.ts";
import type { Accuracy } from "./measure-accuracy.ts";
import { turbofansSection } from "./turbofans-section.ts";

/** `docs/accuracy.md`, wholly from one run. */
export const accuracyPage = (found: Accuracy): string => {
  const { machine, date, seed } = found;
  return [
    "# Accuracy on public data",
    "",
    `Written by \`npm run -s twinloom -- evaluate public --data DIR --seed ${seed} --write\` on ${date.slice(0, 10)}; run it again rather than edit`,
    "this page. `DIR` holds `cmapss/` and `femto/`; `twinloom data get cmapss` fetches the first.",
    "",
    `Measured at commit ${machine.commit} on ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, Node.js ${machine.node}; load before`,
    `the run ${machine.loadBefore}. The same seed gives the same figures on any machine, but for the seconds.`,
    "",
    ...turbofansSection(found.turbofans),
    ...bearingsSection(found.bearings),
    "## Choices made by looking at a test set",
    "",
    ...CHOICES.map((choice) => `- ${choice}`),
    "",
  ].join("\n");
};
