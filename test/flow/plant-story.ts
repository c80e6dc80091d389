import type { PlantFlow } from "../support/plant-flow.ts";
import { keepingStory, type ReadNumbers } from "./keeping-story.ts";
import { maintenanceStory } from "./maintenance-story.ts";
import { runningStory } from "./running-story.ts";

/**
 * The demo from the first reading to the restart after a power cut, the same for every store. Each part begins where the one
 * before it ended; after one that failed the others are left out.
 */
export const plantStory = (flowOf: () => PlantFlow, numbers: ReadNumbers): void => {
  let broken = false;
  beforeEach(function () {
    if (broken) this.skip();
  });
  afterEach(function () {
    broken ||= this.currentTest?.state === "failed";
  });
  runningStory(flowOf);
  maintenanceStory(flowOf);
  keepingStory(flowOf, numbers);
};
