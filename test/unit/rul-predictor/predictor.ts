import type { Forecast } from "../../../models/prognosis/forecast.ts";
import type { TwinState } from "../../../models/twin/twin-state.ts";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import type { Outgoing } from "../../../nodes/kit/world.ts";
import { createBehaviour } from "../../../nodes/rul-predictor/behaviour.ts";
import { schema } from "../../../nodes/rul-predictor/schema.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const home = temporaryFolder();
process.on("exit", home.remove);

/** A predictor without Node-RED, with the shipped models, and what it did to its world. */
export const predictor = (
  settings: Readonly<Record<string, unknown>> = {},
  resources: Record<string, unknown> = {},
  homeFolder = home.path,
) => {
  const fake = fakeWorld(resources, {}, homeFolder);
  const behaviour = createBehaviour(parseConfig(schema, settings), fake.world);
  const send = async (state: TwinState): Promise<Forecast[]> =>
    forecastsIn(await behaviour.input?.({ payload: state }));
  const sendAll = async (states: readonly TwinState[]): Promise<Forecast[]> => {
    const all: Forecast[] = [];
    for (const state of states) all.push(...(await send(state)));
    return all;
  };
  return { ...fake, behaviour, send, sendAll };
};

/** The forecasts that a predictor sends. */
export const forecastsIn = (out: Outgoing): Forecast[] => {
  const [first] = Array.isArray(out) ? out : [];
  return Array.isArray(first) ? first.map(({ payload }) => payload as Forecast) : [];
};

/** The last of the forecasts for a component. */
export const lastOf = (forecasts: readonly Forecast[], component: string): Forecast => {
  const found = forecasts.findLast((forecast) => forecast.component === component);
  if (!found) throw new Error(`no forecast of ${component}`);
  return found;
};

export const widthHours = ({ interval }: Forecast): number =>
  interval ? interval.highHours - interval.lowHours : Number.NaN;
