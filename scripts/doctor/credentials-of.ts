import { flowCredentials } from "../store/flow-credentials.ts";

/** What was entered in a node; nothing where it can't be read, which the check of the secrets tells. */
export const credentialsOf = (home: string, id: string): Readonly<Record<string, string>> => {
  try {
    return flowCredentials(home)[id] ?? {};
  } catch {
    return {};
  }
};
