import { join } from "node:path";
import type { Browser, Page } from "playwright-core";

const SIZE = { width: 1400, height: 900 };
/** Transitions of both user interfaces are over by then. */
const SETTLE_MS = 700;

export interface Camera {
  readonly page: Page;
  go(path: string): Promise<void>;
  /** Saves what is seen as `NAME.png`. */
  take(name: string): Promise<void>;
}

/** A browser window of the pictures' size, without the messages that come and go. */
export const openCamera = async (browser: Browser, url: string, folder: string): Promise<Camera> => {
  const context = await browser.newContext({ locale: "en-GB", viewport: SIZE, serviceWorkers: "block" });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  return {
    page,
    go: async (path) => {
      await page.goto(`${url}${path}`);
    },
    take: async (name) => {
      await page.mouse.move(SIZE.width / 2, SIZE.height - 1);
      await page.addStyleTag({ content: ".v-snackbar, #red-ui-notifications { display: none !important }" });
      await page.waitForTimeout(SETTLE_MS);
      await page.screenshot({ path: join(folder, `${name}.png`) });
      console.log(`docs/pictures/${name}.png`);
    },
  };
};
