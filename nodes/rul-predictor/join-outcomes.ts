import { familiarity } from "../../models/prognosis/familiarity.ts";
import type { Driver } from "../../models/prognosis/forecast.ts";
import { PHYSICS } from "../../models/prognosis/forecast.ts";
import { hybridDistribution } from "../../models/prognosis/hybrid-distribution.ts";
import type { RulDistribution } from "../../models/prognosis/rul-distribution.ts";
import type { Outcome } from "./asset-engine.ts";
import type { AssetPlan } from "./asset-plan.ts";

/** What is joined: the plan of the asset says how. */
type JoinPlan = Pick<AssetPlan, "hybrids" | "trained" | "future">;

/** The engines' outcomes as one for each component: physics and trained model joined where a card says how. */
export const joinOutcomes = (plan: JoinPlan, outcomes: readonly Outcome[]): Outcome[] => {
  const joined: Outcome[] = [];
  for (const component of new Set(outcomes.map((one) => one.component))) {
    const own = outcomes.filter((one) => one.component === component);
    const physics = own.find(({ engine }) => engine === "physics");
    const learned = own.find(({ engine }) => engine === "onnx");
    // what a model refuses to read, as a wrong unit, the physics should not be believed about either
    if (learned && isRefusal(learned)) joined.push(learned);
    else if (physics) joined.push(joinTwo(plan, physics, learned));
    else if (learned) joined.push(plan.future ? { ...learned, reason: withReason(learned, UNTOUCHED) } : learned);
  }
  return joined;
};

const isRefusal = ({ model, distribution }: Outcome): boolean => !distribution && model.hash === "";

const UNTOUCHED = "a trained model knows the load as it was only: the future load is not in this number";
const PLANNED = "for the future load that is set";

const joinTwo = (plan: JoinPlan, physics: Outcome, learned: Outcome | undefined): Outcome => {
  const { distribution, planned, ...own } = physics;
  if (!distribution) return own;
  const reason = planned ? withReason(physics, PLANNED) : physics.reason;
  const card = plan.hybrids.get(physics.component);
  const basis = own.basis && { ...own.basis, ...(card ? { hybrid: card } : {}) };
  const rest = { ...own, ...(basis ? { basis } : {}) };
  if (!card) return { ...rest, distribution: planned ?? distribution, reason };
  const both = { physics: distribution, ...(planned ? { planned } : {}) };
  const features = plan.trained.find((one) => one.card.component === physics.component)?.card.features;
  const trust = learned?.distribution && features ? familiarity(learned.inputs, features, learned.widening) : 0;
  if (!learned?.distribution || trust === 0) {
    const why = learned && `the physics alone: ${learned.reason}`;
    const alone = hybridDistribution(card, { ...both, familiarity: 0 });
    const drifted = learned?.drifted ? { drifted: learned.drifted } : {};
    return { ...rest, ...drifted, distribution: alone, reason: [reason, why].filter(Boolean).join("; ") };
  }
  const hybrid = hybridDistribution(card, { ...both, learned: learned.distribution, familiarity: trust });
  return {
    ...learned,
    engine: "hybrid",
    distribution: hybrid,
    reason: [reason, learned.reason].filter(Boolean).join("; "),
    drivers: [physicsDriver(physics, hybrid, learned.distribution), ...learned.drivers],
    inputs: { ...learned.inputs, ...physics.inputs, familiarity: trust },
    ...(basis ? { basis } : {}),
  };
};

/** The step from the trained model's median to that of both, so that the contributions still add up. */
const physicsDriver = ({ drivers }: Outcome, hybrid: RulDistribution, learned: RulDistribution): Driver => {
  const hours = hybrid.quantileHours(0.5) - learned.quantileHours(0.5);
  const effect = `${hours < 0 ? "takes" : "adds"} ${Math.abs(hours).toFixed(0)} h`;
  const known = drivers.map(({ text }) => text).join(", ");
  return { feature: PHYSICS, contributionHours: hours, text: `Physics: ${known}: ${effect}` };
};

const withReason = ({ reason }: Outcome, more: string): string => [reason, more].filter(Boolean).join("; ");
