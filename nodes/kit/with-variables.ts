import type { Settings } from "./node-schema.ts";

const VARIABLE = /^\$\{([^}]+)\}$/;

/** Node-RED fills in variables at deploy; in what isn't deployed those of the process count. */
export const withVariables = (settings: Settings): Settings =>
  Object.fromEntries(
    Object.entries(settings).map(([key, value]) => {
      const variable = typeof value === "string" ? VARIABLE.exec(value)?.[1] : undefined;
      return [key, variable === undefined ? value : (process.env[variable] ?? "")];
    }),
  );
