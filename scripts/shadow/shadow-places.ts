import { join } from "node:path";

export const shadowFolder = (home: string): string => join(home, "shadow");
export const planFile = (home: string): string => join(shadowFolder(home), "plan.json");
