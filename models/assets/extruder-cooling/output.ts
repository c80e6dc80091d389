import type { Performance } from "../../simulation/physics-model.ts";
import { coolantOutletCel, coolingFlowLMin, scalingFromTemperatures, valveForFlow } from "./cooling.ts";
import type { ExtruderLoad, ExtruderParameters, ExtruderState } from "./extruder-types.ts";
import { meltPressureBar, referenceTorqueNm, screwPowerW, throughputKgH, viscosityRatio } from "./melt.ts";
import { extruderFailed } from "./wear.ts";

const WATT_PER_KW = 1000;

type ExtruderChannels = {
  readonly screwSpeed: number;
  readonly throughput: number;
  readonly meltPressure: number;
  readonly motorTorque: number;
  readonly barrelTemperature: number;
  readonly coolingFlow: number;
  readonly coolantInletTemperature: number;
  readonly coolantOutletTemperature: number;
};

/** What the sensors of the extruder would show without noise. Coolant flows on while a failed extruder stands. */
export const extruderOutput = (state: ExtruderState, load: ExtruderLoad, p: ExtruderParameters): ExtruderChannels => {
  const screwSpeed = extruderFailed(state) ? 0 : load.screwSpeed;
  const throughput = throughputKgH(screwSpeed, state.screwWear, p);
  const coolingFlow = coolingFlowLMin(load.coolingValve, state.scaling, p);
  return {
    screwSpeed,
    throughput,
    meltPressure: meltPressureBar(throughput, state.barrelCel, p),
    motorTorque: referenceTorqueNm(screwSpeed, p) * viscosityRatio(state.barrelCel, p),
    barrelTemperature: state.barrelCel,
    coolingFlow,
    coolantInletTemperature: p.coolantInletCel,
    coolantOutletTemperature: coolantOutletCel(state.barrelCel, coolingFlow, state.scaling, p),
  };
};

/** Screw speed as measured; the valve from the flow, with the scale that the heat transfer shows. */
export const extruderLoadFrom = (channels: Readonly<Record<string, number>>, p: ExtruderParameters): ExtruderLoad => {
  const { coolingFlow, barrelTemperature, coolantInletTemperature, coolantOutletTemperature } = channels;
  const screwSpeed = Math.max(0, channels["screwSpeed"] ?? p.nominalScrewSpeedRpm);
  if (coolingFlow === undefined) return { screwSpeed, coolingValve: p.nominalValvePercent };
  const inlet = coolantInletTemperature ?? p.coolantInletCel;
  const scaling =
    barrelTemperature !== undefined && coolantOutletTemperature !== undefined
      ? scalingFromTemperatures(barrelTemperature, inlet, coolantOutletTemperature, coolingFlow, p)
      : undefined;
  return { screwSpeed, coolingValve: valveForFlow(coolingFlow, scaling ?? 0, p) };
};

/** Extrudate per hour; its good share falls as the barrel leaves its set temperature (a bell of the given width). */
export const extruderPerformance = (state: ExtruderState, load: ExtruderLoad, p: ExtruderParameters): Performance => {
  const { screwSpeed, throughput, motorTorque, barrelTemperature } = extruderOutput(state, load, p);
  const off = (barrelTemperature - p.referenceCel) / p.qualityWidthK;
  return {
    throughputPerHour: throughput,
    throughputUnit: "kg",
    powerKw: screwPowerW(screwSpeed, motorTorque) / WATT_PER_KW / p.driveEfficiency,
    quality: screwSpeed > 0 ? Math.exp(-0.5 * off * off) : 0,
  };
};
