import { join } from "node:path";
import { installMachineTools } from "./test/machine-tools.ts";
import { runMocha } from "./test/run-mocha.ts";

/** `npm test [-- FILES]`: every test, or those of the files given. Closes with `N passed, N failed, N skipped`. */
installMachineTools();
const { passed, failed, skipped } = await runMocha(join(import.meta.dirname, ".."), process.argv.slice(2));
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
