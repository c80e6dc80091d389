import { SECTIONS } from "./sections.ts";

/** The process of one section: `run-section.ts NAME [--quick]`. Hands its result to the parent, who reads it as a message. */
const [name = "", ...flags] = process.argv.slice(2);
const section = SECTIONS[name];
if (!section) throw new Error(`there is no section ${name}`);
const result = await section.run({ quick: flags.includes("--quick") });
process.send?.(result, undefined, undefined, () => process.exit(0));
