import { takePictures } from "./screenshots/take-pictures.ts";
import { takeTemplatePictures } from "./screenshots/template-pictures.ts";

/** `node scripts/run.mjs screenshots`: the pictures of the README, of a demo plant that is started for them; `templates`: of these. */
process.exitCode = process.argv[2] === "templates" ? await takeTemplatePictures() : await takePictures();
