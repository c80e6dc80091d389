import { inductionFan } from "../../models/assets/induction-fan/model.ts";
import type { PhysicsModel } from "../../models/simulation/physics-model.ts";

/**
 * A fan in dust that sticks: its impeller fouls seven times as fast as in any life that the shipped model was trained on (their
 * rates differ by a quarter), and chokes the air flow more.
 */
export const stickyDust: PhysicsModel = {
  ...inductionFan,
  parameters: { ...inductionFan.parameters, foulingLifeHours: 220, pressureLossAtFailure: 0.2 },
};
