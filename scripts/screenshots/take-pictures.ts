import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { hasBrowser, openBrowser } from "../../test/support/browser.ts";
import { ownPlace, startTwinloom } from "../../test/support/started-twinloom.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { editorPictures } from "./editor-pictures.ts";
import { openCamera } from "./open-camera.ts";
import { orderPicture, pagePictures } from "./page-pictures.ts";

/** Plant hours a second: some wear in a minute, and still slow enough to look at. */
const SPEED = "4";

/**
 * Starts everything on ports and in a home of its own, waits for the spindle to ask for maintenance and writes
 * `docs/pictures/`.
 *
 * @returns exit code: 1 without a browser
 */
export const takePictures = async (): Promise<number> => {
  if (!hasBrowser()) {
    console.error("no Chromium at /usr/bin/chromium; name another with TWINLOOM_CHROMIUM");
    return 1;
  }
  const folder = join(import.meta.dirname, "../../docs/pictures");
  await mkdir(folder, { recursive: true });
  const home = temporaryFolder();
  const twinloom = await startTwinloom(await ownPlace(home.path), ["--speed", SPEED]);
  const browser = await openBrowser();
  try {
    const camera = await openCamera(browser, twinloom.url, folder);
    await pagePictures(camera, twinloom.passwords["operator"] ?? "");
    await editorPictures(camera, twinloom.passwords["admin"] ?? "");
    await orderPicture(camera);
  } finally {
    await browser.close();
    await twinloom.stop();
    home.remove();
  }
  return 0;
};
