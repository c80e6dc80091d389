import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { packageRoot } from "./node-red.ts";
import { PATIENCE_MS } from "./patience.ts";

const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const executablePath = process.env["TWINLOOM_CHROMIUM"] ?? "/usr/bin/chromium";

/** True where a browser is installed; a test that needs one skips loudly where it is not. */
export const hasBrowser = (): boolean => existsSync(executablePath);

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath, args: ARGUMENTS });

/**
 * A page with the Node-RED editor, loaded.
 *
 * @param look language of the browser and theme
 */
export const openEditor = async (
  browser: Browser,
  url: string,
  look: { language?: string; dark?: boolean } = {},
): Promise<Page> => {
  const context = await browser.newContext({
    locale: look.language ?? "en-US",
    viewport: { width: 1400, height: 900 },
  });
  const page = await context.newPage();
  // a busy machine takes its time to serve the editor
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(url);
  await page.locator("#red-ui-palette-search").waitFor();
  await page.locator("#red-ui-loading-progress").waitFor({ state: "hidden" });
  if (look.dark) await page.evaluate('document.documentElement.classList.add("nr-theme-dark")');
  return page;
};

/** Saves what the page shows to `test-results/NAME.png`. */
export const screenshot = async (page: Page | Locator, name: string): Promise<void> => {
  const folder = join(packageRoot, "test-results");
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
};
