import type { FutureLoad } from "./load-uncertainty.ts";
import type { Numbers, PhysicsModel } from "./physics-model.ts";
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
  const endHours = prediction.lifeHorizonHours;
  let state = start;
  let hours = 0;
  let hoursToFailure = 0;
  let waiting = model.damage.length;
  let repairs = 0;
  let down = false;
  let toMaintain = maintenance !== undefined;
  let wornNoted = false;

  const standStill = (duration: number): void => {
    const within = Math.max(0, Math.min(duration, horizonHours - hours));
    prediction.downtimeHours[sample] = (prediction.downtimeHours[sample] ?? 0) + within;
    hours += duration;
  };
  const restore = (component: string): void => {
    state = model.maintain(state, component, parameters, random.fork(`repair ${sample} ${component} ${repairs++}`));
    hoursToFailure = 0;
  };
  const fail = (component: string): void => {
    const events = prediction.timeOfEventHours[component];
    if (events && events[sample] === Number.POSITIVE_INFINITY) {
      events[sample] = hours;
      waiting--;
    }
    if (repair && hours < horizonHours)
      prediction.unplannedRepairs[sample] = (prediction.unplannedRepairs[sample] ?? 0) + 1;
    if (repair) standStill(repair.unplannedHours);
    down ||= repair === undefined;
    restore(component);
  };
  const noteWear = (): void => {
    wornNoted = true;
    for (const { component, state: key } of model.damage) {
      const worn = prediction.damageAtHorizon[component];
      if (worn) worn[sample] = down ? 1 : (state[key] ?? 0);
    }
  };

  while (hours < horizonHours || (waiting > 0 && hours < endHours)) {
    const failed = model.damage.find(({ state: key }) => (state[key] ?? 0) >= 1);
    if (failed) {
      fail(failed.component);
      continue;
    }
    if (!wornNoted && hours >= horizonHours) noteWear();
    if (toMaintain && maintenance && hours >= maintenance.afterHours) {
      toMaintain = false;
      if (hours < horizonHours) prediction.plannedRepairs[sample] = 1;
      restore(maintenance.component);
      standStill(repair?.plannedHours ?? 0);
      continue;
    }
    let step = stepHours(baseHours, hoursToFailure);
    const stop = hours < horizonHours ? horizonHours : endHours;
    step = Math.min(step, stop - hours);
    if (toMaintain && maintenance) step = Math.min(step, maintenance.afterHours - hours);
    const load = futureLoad(startMs + (hours + step / 2) * HOUR_MS, sample);
    const rates = course(hours);
    let next = wearStep(model, parameters, state, load, step, rates);
    while (next.failed && step > baseHours * FAILURE_RESOLUTION) {
      step /= 2;
      next = wearStep(model, parameters, state, load, step, rates);
    }
    if (account && !down && hours < horizonHours) {
      const { throughputPerHour, powerKw, quality } = model.performance(state, load, parameters);
      prediction.throughput[sample] = (prediction.throughput[sample] ?? 0) + throughputPerHour * step;
      prediction.goodThroughput[sample] = (prediction.goodThroughput[sample] ?? 0) + throughputPerHour * quality * step;
      prediction.energyKwh[sample] = (prediction.energyKwh[sample] ?? 0) + powerKw * step;
    }
    if (down && hours < horizonHours) standStill(step);
    else hours += step;
    state = next.state;
    hoursToFailure = next.hoursToFailure;
  }
  if (!wornNoted) noteWear();
};
