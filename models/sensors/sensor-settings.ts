import Type, { type Static } from "typebox";

/** How the readings of one channel are watched; what is left out is not watched. Amounts are in the channel's unit. */
export const SensorSettings = Type.Object(
  {
    /** A change up to this is none: the sensor's last digit. */
    resolution: Type.Optional(Type.Number({ minimum: 0 })),
    /** So long without a change while the machine runs and others move, and the sensor hangs. */
    stuckAfterSeconds: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    /** A lone jump by more than this is a spike. */
    spikeAbove: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    /** An offset from what the physics or the neighbours say that counts as drift. */
    driftAbove: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    /** Channels with the same word here measure the same quantity. */
    redundantGroup: Type.Optional(Type.String({ minLength: 1 })),
    /** Whether the physics model of the machine says what to expect. */
    fromPhysics: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type SensorSettings = Static<typeof SensorSettings>;
