import { join } from "node:path";
import { progpyPython } from "./progpy-python.ts";
import { run } from "./python.ts";

/** `node scripts/training/progpy-reference.ts`: makes the numbers anew that the engine is held against. */
const ROOT = join(import.meta.dirname, "..", "..");
const file = join(ROOT, "test", "fixtures", "progpy", "centrifugal-pump.json");
await run(await progpyPython(), [join(ROOT, "models", "training", "progpy_reference.py"), file]);
console.log(`wrote ${file}`);
