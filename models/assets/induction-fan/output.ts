import type { Performance } from "../../simulation/physics-model.ts";
import { clamp } from "../shared/clamp.ts";
import { airflowM3H, fanVibrationMmS, shaftPowerKw } from "./air.ts";
import type { FanLoad, FanParameters, FanState } from "./fan-types.ts";
import { motorPoint, motorPowerKw } from "./motor.ts";
import { fanFailed } from "./wear.ts";

type FanChannels = {
  readonly speed: number;
  readonly airflow: number;
  readonly motorCurrent: number;
  readonly motorPower: number;
  readonly windingTemperature: number;
  readonly ambientTemperature: number;
  readonly vibrationVelocity: number;
};

/** What the sensors of the fan would show without noise. */
export const fanOutput = (state: FanState, load: FanLoad, p: FanParameters): FanChannels => {
  const speed = fanFailed(state) ? 0 : load.speed;
  const turning: FanLoad = { ...load, speed };
  const airflow = airflowM3H(turning, state.fouling, p);
  const shaftKw = shaftPowerKw(turning, state.fouling, airflow, p);
  const point = motorPoint(shaftKw, speed, state.insulationAge, p);
  return {
    speed,
    airflow,
    motorCurrent: point.currentA,
    motorPower: motorPowerKw(shaftKw, point, state.windingCel, p),
    windingTemperature: state.windingCel,
    ambientTemperature: load.ambientTemperature ?? p.ambientCel,
    vibrationVelocity: fanVibrationMmS(speed, state.fouling, p),
  };
};

/** Share of the shut-off pressure that fouling leaves, read from the vibration that it causes. */
const foulingFromVibration = (vibrationMmS: number, speedRpm: number, p: FanParameters): number => {
  const rest = fanVibrationMmS(speedRpm, 0, p);
  const full = Math.sqrt(fanVibrationMmS(speedRpm, 1, p) ** 2 - rest ** 2);
  return clamp(Math.sqrt(Math.max(0, vibrationMmS ** 2 - rest ** 2)) / full, 0, 1);
};

/**
 * The damper opening in percent that explains an air flow: both curves solved for the damper, with the fouling that the
 * vibration shows. Undefined where the fan stands.
 */
const damperFrom = (speed: number, airflow: number, vibration: number, p: FanParameters): number | undefined => {
  if (!(speed > 1) || !(airflow > 1)) return undefined;
  const fouling = foulingFromVibration(vibration, speed, p);
  const ratio = speed / p.nominalSpeedRpm;
  const pressure = p.shutOffPressurePa * (1 - p.pressureLossAtFailure * fouling) * ratio * ratio;
  const damper = pressure / (airflow * airflow) - p.pressureFallPerFlowSquared - p.ductResistance;
  return damper > 0 ? clamp(100 * Math.sqrt(p.damperResistance / damper), 5, 100) : 100;
};

/** Speed and ambient temperature as measured; the damper from air flow and vibration. */
export const fanLoadFrom = (channels: Readonly<Record<string, number>>, p: FanParameters): FanLoad => {
  const speed = Math.max(0, channels["speed"] ?? p.nominalSpeedRpm);
  const { airflow, vibrationVelocity } = channels;
  const measured = airflow !== undefined && vibrationVelocity !== undefined;
  return {
    speed,
    damperOpening: (measured ? damperFrom(speed, airflow, vibrationVelocity, p) : undefined) ?? p.nominalDamperPercent,
    ambientTemperature: channels["ambientTemperature"] ?? p.ambientCel,
  };
};

/** Air moved; it is good as far as it reaches the flow that the extraction needs. */
export const fanPerformance = (state: FanState, load: FanLoad, p: FanParameters): Performance => {
  const { airflow, motorPower } = fanOutput(state, load, p);
  return {
    throughputPerHour: airflow,
    throughputUnit: "m3",
    powerKw: motorPower,
    quality: clamp(airflow / p.requiredAirflowM3H, 0, 1),
  };
};
