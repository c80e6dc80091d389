import { resolve } from "node:path";
import { createRoom } from "./new-node/create-room.ts";

/** `npm run new-node -- oil-analyser`: a working node to start from. */
const name = process.argv[2] ?? "";
try {
  const files = await createRoom(resolve(import.meta.dirname, ".."), name);
  console.log(`Made the node ${name}:\n${files.map((file) => `  ${file}`).join("\n")}\n`);
  console.log(`It is in package.json. Next: say in test/unit/${name}/behaviour.test.ts what it shall do,`);
  console.log("make it do so, and see it in the editor with npm run dev.");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error("Usage: npm run new-node -- NAME");
  process.exitCode = 1;
}
