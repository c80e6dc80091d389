import { flagField, numberField, textField } from "../kit/fields.ts";

/** One row of the sensor table: how the readings of one channel are watched. Amounts are in the channel's unit. */
export const sensorColumns = {
  channel: textField({ label: "Channel", help: "Of the asset type." }, { default: "", minLength: 1 }),
  plausibleMin: numberField(
    { label: "Possible from", help: "Values outside are bad. From and to alike: as the type says." },
    { default: 0 },
  ),
  plausibleMax: numberField({ label: "Possible to" }, { default: 0 }),
  resolution: numberField(
    { label: "Resolution", help: "A change up to this is none: the sensor's last digit." },
    { default: 0, minimum: 0 },
  ),
  stuckMinutes: numberField(
    {
      label: "Hangs after, min",
      help: "Without a change while the machine runs and others move. 0: not watched.",
    },
    { default: 120, minimum: 0, maximum: 525_600 },
  ),
  spikeAbove: numberField(
    { label: "Spike above", help: "A lone jump by more. 0: not watched." },
    { default: 0, minimum: 0 },
  ),
  driftAbove: numberField(
    { label: "Drift above", help: "An offset from what neighbours or physics say that counts. 0: not watched." },
    { default: 0, minimum: 0 },
  ),
  redundantGroup: textField(
    { label: "Same as", help: "Channels with the same word here measure the same: three vote, two are compared." },
    { default: "", maxLength: 100 },
  ),
  fromPhysics: flagField(
    { label: "By physics", help: "Compare with what the machine's physics expects from the other channels." },
    { default: false },
  ),
};
