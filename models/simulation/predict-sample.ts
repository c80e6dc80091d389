import { TwinError } from "../errors/twin-error.ts";
import { simulationErrors } from "./errors.ts";
import type { FutureLoad } from "./load-uncertainty.ts";
import type { DamageVariable, Numbers, PhysicsModel } from "./physics-model.ts";
import type { PredictOptions } from "./predict.ts";
import type { Prediction } from "./prediction.ts";
import { rateCourse } from "./rate-course.ts";
import { stepHours } from "./step-hours.ts";
import { wearStep } from "./wear-step.ts";

const HOUR_MS = 3_600_000;

/** A failure is timed to this share of the base step. */
const FAILURE_RESOLUTION = 1 / 64;

/** Runs one sample to its end and writes what became of it into `prediction`. */
export const predictSample = (
  model: PhysicsModel,
  parameters: Numbers,
  start: Numbers,
  sample: number,
  futureLoad: FutureLoad,
  options: PredictOptions,
  prediction: Prediction,
): void => {
  const { startMs, horizonHours, maintenance, repair, random, account = true } = options;
  const baseHours = options.stepSeconds / 3600;
  const course = rateCourse(model.damage, random.fork(`rates ${sample}`), options.rates);
  let state = start;
  let hours = 0;
  let hoursToFailure = 0;
  let unfailed = model.damage.length;
  let renewals = 0;
  /** Broken down for good: no policy to repair it. */
  let down = false;
  let maintainAt = maintenance?.afterHours ?? Number.POSITIVE_INFINITY;
  let passed = false;

  const add = (to: Float64Array, amount: number): void => {
    to[sample] = (to[sample] ?? 0) + amount;
  };

  const standStill = (duration: number): void => {
    add(prediction.downtimeHours, Math.max(0, Math.min(duration, horizonHours - hours)));
    hours += duration;
  };

  const renew = (component: string): void => {
    state = model.maintain(state, component, parameters, random.fork(`renewal ${sample} ${component} ${renewals++}`));
    hoursToFailure = 0;
  };

  const fail = ({ component, state: key }: DamageVariable): void => {
    const events = prediction.timeOfEventHours[component];
    if (events?.[sample] === Number.POSITIVE_INFINITY) {
      events[sample] = hours;
      unfailed--;
    }
    if (repair && hours < horizonHours) add(prediction.unplannedRepairs, 1);
    if (repair) standStill(repair.unplannedHours);
    else down = true;
    renew(component);
    if ((state[key] ?? 0) >= 1) throw new TwinError(simulationErrors.notRenewed, { model: model.id, component });
  };

  const maintain = (component: string): void => {
    maintainAt = Number.POSITIVE_INFINITY;
    if (hours < horizonHours) add(prediction.plannedRepairs, 1);
    renew(component);
    standStill(repair?.plannedHours ?? 0);
  };

  const passHorizon = (): void => {
    passed = true;
    for (const { component, state: key } of model.damage) {
      const worn = prediction.damageAtHorizon[component];
      const failed = !repair && (prediction.timeOfEventHours[component]?.[sample] ?? 0) <= hours;
      if (worn) worn[sample] = failed ? 1 : (state[key] ?? 0);
    }
  };

  const run = (): void => {
    const stopAt = Math.min(passed ? prediction.lifeHorizonHours : horizonHours, maintainAt);
    let step = Math.min(stepHours(baseHours, hoursToFailure), stopAt - hours);
    const load = futureLoad(startMs + (hours + step / 2) * HOUR_MS, sample);
    const rates = course(hours);
    let next = wearStep(model, parameters, state, load, step, rates);
    while (next.failed && step > baseHours * FAILURE_RESOLUTION) {
      step /= 2;
      next = wearStep(model, parameters, state, load, step, rates);
    }
    if (down) add(prediction.downtimeHours, Math.max(0, Math.min(step, horizonHours - hours)));
    else if (account && hours < horizonHours) {
      const { throughputPerHour, powerKw, quality } = model.performance(state, load, parameters);
      add(prediction.throughput, throughputPerHour * step);
      add(prediction.goodThroughput, throughputPerHour * quality * step);
      add(prediction.energyKwh, powerKw * step);
    }
    hours += step;
    state = next.state;
    hoursToFailure = next.hoursToFailure;
  };

  while (hours < prediction.lifeHorizonHours) {
    const failed = model.damage.find(({ state: key }) => (state[key] ?? 0) >= 1);
    if (failed) fail(failed);
    else if (!passed && hours >= horizonHours) passHorizon();
    else if (passed && unfailed === 0) break;
    else if (maintenance && hours >= maintainAt) maintain(maintenance.component);
    else run();
  }
  if (!passed) passHorizon();
};
