import type { DamageVariable, Numbers, PhysicsModel } from "../../models/simulation/physics-model.ts";
import type { ProgpyReference } from "./progpy-reference.ts";

/** A longer step is made of Euler steps of one second, as ProgPy was run. */
const EULER_SECONDS = 1;

const damage: readonly DamageVariable[] = [
  { component: "ImpellerWearFailure", failureMode: "wear", state: "impellerWear", rate: "wA", rateSpread: 0 },
  { component: "ThrustBearingOverheat", failureMode: "overheat", state: "thrustHeat", rateSpread: 0 },
  { component: "RadialBearingOverheat", failureMode: "overheat", state: "radialHeat", rateSpread: 0 },
  { component: "PumpOilOverheat", failureMode: "overheat", state: "oilHeat", rateSpread: 0 },
];

/** ProgPy's state that each damage is told by. */
const SHOWN_BY: Readonly<Record<string, string>> = {
  impellerWear: "A",
  thrustHeat: "Tt",
  radialHeat: "Tr",
  oilHeat: "To",
};

/**
 * ProgPy's centrifugal pump (Daigle & Goebel, IEEE Trans. SMC: Systems 43 (2013) 535; NASA ProgPy
 * `progpy/models/centrifugal_pump.py`) as a model of Twinloom's engine, with ProgPy's parameters, symbols and SI units.
 * Damage is 1 less ProgPy's event state, the highest there ever was.
 */
export const progpyPump = ({ parameters: given, simulation }: ProgpyReference): PhysicsModel => {
  const { x0, lim } = given;
  const start = simulation.states[0] ?? {};
  const parameters = Object.fromEntries(
    Object.entries(given).filter(([, value]) => typeof value === "number"),
  ) as Numbers;
  const shareOf = (state: Numbers, key: string): number => {
    const [from, to] = [valueIn(x0, key), valueIn(lim, key)];
    return ((state[key] ?? 0) - from) / (to - from);
  };
  const withDamage = (state: Numbers): Numbers => {
    const worn: Record<string, number> = { ...state };
    for (const { state: name } of damage) worn[name] = Math.max(state[name] ?? 0, shareOf(state, SHOWN_BY[name] ?? ""));
    return worn;
  };
  const step = (state: Numbers, load: Numbers, dtSeconds: number): Numbers => {
    let now = state;
    for (let left = dtSeconds; left > 1e-9; left -= EULER_SECONDS) {
      now = withDamage(eulerStep(now, load, Math.min(left, EULER_SECONDS), parameters));
    }
    return now;
  };
  return {
    id: "progpy-centrifugal-pump",
    parameters,
    loads: { pdisch: { label: "Discharge pressure", unit: "Pa", nominal: 928_654, min: 0, max: 2e6 } },
    damage,
    initial: () => withDamage(start),
    loadFrom: ({ pdisch = 928_654 }) => ({ pdisch }),
    step,
    output: (state) => ({
      w: state["w"] ?? 0,
      Qout: Math.max(0, (state["Q"] ?? 0) - (state["QLeak"] ?? 0)),
      Tt: state["Tt"] ?? 0,
      Tr: state["Tr"] ?? 0,
      To: state["To"] ?? 0,
    }),
    health: (state) =>
      Object.fromEntries(damage.map(({ component, state: key }) => [component, 1 - (state[key] ?? 0)])),
    performance: () => ({ throughputPerHour: 0, throughputUnit: "m3", powerKw: 0, quality: 1 }),
    maintain: (state) => ({ ...state, A: valueIn(x0, "A"), impellerWear: 0, thrustHeat: 0, radialHeat: 0, oilHeat: 0 }),
    noise: {},
    plannedLoad: () => ({ pdisch: 928_654 }),
  };
};

/** One step of ProgPy's `next_state`. */
const eulerStep = (x: Numbers, u: Numbers, dt: number, p: Numbers): Numbers => {
  const of = (from: Numbers, key: string): number => from[key] ?? Number.NaN;
  const [w, q, tt, tr, to] = [of(x, "w"), of(x, "Q"), of(x, "Tt"), of(x, "Tr"), of(x, "To")];
  const [rThrust, rRadial, area] = [of(x, "rThrust"), of(x, "rRadial"), of(x, "A")];
  const [wsync, ambient, suction, discharge] = [of(u, "wsync"), of(u, "Tamb"), of(u, "psuc"), of(u, "pdisch")];
  const leak = of(p, "cLeak") * of(p, "ALeak") * rootOf(suction - discharge);
  const flow = Math.max(0, q - of(x, "QLeak"));
  const slip = Math.max(-1, Math.min(1, (wsync - w) / wsync));
  const rotor = of(p, "R1") + of(p, "R2") / slip;
  const torque =
    (((of(p, "n") * of(p, "p") * of(p, "R2")) / (slip * (wsync + 0.000_01))) * of(u, "V") ** 2) /
    (rotor ** 2 + (wsync * of(p, "L1")) ** 2);
  const friction = (of(p, "r") + rThrust + rRadial) * w;
  const back = -of(p, "a2") * flow ** 2 + of(p, "a1") * w * flow + of(p, "a0") * w ** 2;
  const risePa = area * w * w + of(p, "b") * w * q + suction - discharge;
  const oil = of(p, "HOil1") * (tt - to) + of(p, "HOil2") * (tr - to) + of(p, "HOil3") * (ambient - to);
  const thrust = rThrust * w * w - of(p, "HThrust1") * (tt - ambient) - of(p, "HThrust2") * (tt - to);
  const radial = rRadial * w * w - of(p, "HRadial1") * (tr - ambient) - of(p, "HRadial2") * (tr - to);
  return {
    ...x,
    w: w + (dt * (torque - friction - back)) / of(p, "I"),
    Q: q + (dt * (of(p, "c") * rootOf(risePa) - q)) / of(p, "FluidI"),
    Tt: tt + (dt * thrust) / of(p, "mcThrust"),
    Tr: tr + (dt * radial) / of(p, "mcRadial"),
    To: to + (dt * oil) / of(p, "mcOil"),
    A: Math.max(0, area - dt * of(x, "wA") * q * q),
    rRadial: rRadial * (1 + dt * of(x, "wRadial") * w * w),
    rThrust: rThrust * (1 + dt * of(x, "wThrust") * w * w),
    QLeak: leak,
  };
};

const rootOf = (value: number): number => Math.sign(value) * Math.sqrt(Math.abs(value));

const valueIn = (record: number | Numbers | undefined, key: string): number =>
  typeof record === "object" ? (record[key] ?? Number.NaN) : Number.NaN;
