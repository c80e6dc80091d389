import { openDialog } from "../../test/support/editor-form.ts";
import type { Camera } from "./open-camera.ts";

/** The spindle's flow in the editor, and the form of one of its nodes. */
export const editorPictures = async ({ page, go, take }: Camera, password: string): Promise<void> => {
  await go("/#flow/tl-spindle");
  await page.locator("#node-dialog-login-username").fill("admin");
  await page.locator("#node-dialog-login-password").fill(password);
  await page.locator("#node-dialog-login-submit").click();
  await page.locator("#red-ui-palette-search").waitFor();
  await page.locator("#red-ui-loading-progress").waitFor({ state: "hidden" });
  await page.evaluate('RED.workspaces.show("tl-spindle")');
  await page.evaluate('RED.actions.invoke("core:toggle-sidebar")');
  await page.evaluate('RED.actions.invoke("core:zoom-fit")');
  await page.locator(".red-ui-flow-node-status-label", { hasText: /\w/ }).first().waitFor();
  await take("editor");
  await openDialog(page, "tl-spindle-features", false);
  await take("form");
};
