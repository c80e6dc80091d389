import Type, { type Static } from "typebox";
import { BEARING_FAULTS } from "../signal/bearing-fault.ts";

/** What the waveforms of one window say of one bearing; null where a line can't be told. */
export const Diagnosis = Type.Object({
  component: Type.String(),
  /** `none`: no fault shows, which is not that there is none. `unknown`: the waveforms are too short for the speed. */
  fault: Type.Enum([...BEARING_FAULTS, "none", "unknown"]),
  waveforms: Type.Integer({ minimum: 1 }),
  /** Of the kind of fault whose lines are strongest: mean power of its lines over the noise floor. */
  strength: Type.Union([Type.Number(), Type.Null()]),
  /** Decimal logarithm of the probability that noise alone is as strong. */
  log10FalseAlarm: Type.Union([Type.Number(), Type.Null()]),
});
export type Diagnosis = Static<typeof Diagnosis>;
