import { join } from "node:path";
import { installMachineTools } from "./test/machine-tools.ts";
import { runMocha } from "./test/run-mocha.ts";
import { runRooms } from "./test/run-rooms.ts";

/** `npm test [-- FILES]`: every test, or those of the files given. Closes with `N passed, N failed, N skipped`. */
installMachineTools();
const root = join(import.meta.dirname, "..");
const patterns = process.argv.slice(2);
const { passed, failed, skipped } = await (patterns.length > 0 ? runMocha(root, patterns) : runRooms(root));
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
