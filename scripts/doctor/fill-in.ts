import type { Place } from "./finding.ts";

/** `${NAME}` in a setting, as Node-RED knows it. */
export const VARIABLE = /\$\{([A-Za-z_]\w*)\}/g;

/** A text with the variables that are set in their place, as Node-RED does at the start. */
export const fillIn = (text: string, env: Place["env"]): string =>
  text.replace(VARIABLE, (whole, name: string) => env[name] ?? whole);

/** The same for all texts among the settings of a node. */
export const filledIn = (
  settings: Readonly<Record<string, unknown>>,
  env: Place["env"],
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [key, typeof value === "string" ? fillIn(value, env) : value]),
  );
