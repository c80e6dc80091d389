import { takePictures } from "./screenshots/take-pictures.ts";

/** `node scripts/run.mjs screenshots`: the pictures of the README, of a demo plant that is started for them. */
process.exitCode = await takePictures();
