import type { Browser, Page } from "playwright-core";
import { PATIENCE_MS } from "./patience.ts";

/** Signs in on the operators' sign-in page, which stands in place of the page that was asked for. */
export const signIn = async (page: Page, username: string, password: string): Promise<void> => {
  await page.locator('[name="username"]').fill(username);
  await page.locator('[name="password"]').fill(password);
  await page.locator("button").click();
};

/** A window that is not signed in yet. */
export const openWindow = async (browser: Browser, size = { width: 1400, height: 900 }): Promise<Page> => {
  const context = await browser.newContext({ locale: "en-GB", viewport: size });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  return page;
};

/** Everything that goes wrong in the page from now on. */
export const problemsOf = (page: Page): readonly string[] => {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("401")) problems.push(message.text());
  });
  return problems;
};
