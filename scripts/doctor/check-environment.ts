import { requiredVariables } from "../../models/release/required-variables.ts";
import { unknownVariables, wrongVariables } from "../start/environment.ts";
import { error, type Finding, orOk, type Place, warning } from "./finding.ts";

const CHECK = "environment";

/** Variables whose value can't be right, and such as look like ours and are none. */
export const checkEnvironment = ({ env, flow }: Place): readonly Finding[] => {
  const found = [
    ...wrongVariables(env).map(({ name, value, reason }) =>
      error(CHECK, `${name} is "${value}", which is ${reason}`, "Correct it, or unset it for what it is by default"),
    ),
    ...unknownVariables(env, new Set(requiredVariables(flow))).map((name) =>
      warning(CHECK, `${name} is set, and nothing asks for it`, "See: twinloom run --help"),
    ),
  ];
  return orOk(found, CHECK, "each variable that is set has a value that it may have");
};
