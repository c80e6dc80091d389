import type { Browser, Page } from "playwright-core";
import { PATIENCE_MS } from "./patience.ts";

/** The editor of a Twinloom that asks who one is, signed in and loaded. */
export const openSignedIn = async (
  browser: Browser,
  url: string,
  user: { readonly name: string; readonly password: string },
  language = "en-US",
): Promise<Page> => {
  const context = await browser.newContext({ locale: language, viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(url);
  await page.locator("#node-dialog-login-username").fill(user.name);
  await page.locator("#node-dialog-login-password").fill(user.password);
  await page.locator("#node-dialog-login-submit").click();
  await page.locator("#red-ui-palette-search").waitFor();
  await page.locator("#red-ui-loading-progress").waitFor({ state: "hidden" });
  return page;
};
