import type { Locator, Page } from "playwright-core";

/** Opens the edit dialog of a node of the deployed flow. */
export const openDialog = async (page: Page, id: string, isConfig: boolean): Promise<Locator> => {
  const type = await page.evaluate(`RED.nodes.node(${JSON.stringify(id)}).type`);
  await page.evaluate(
    isConfig
      ? `RED.editor.editConfig("", ${JSON.stringify(type)}, ${JSON.stringify(id)})`
      : `RED.editor.edit(RED.nodes.node(${JSON.stringify(id)}))`,
  );
  const form = page.locator(`.twinloom-form[data-type="${type}"]`);
  await form.waitFor();
  // a trial click waits until the dialog has stopped sliding in
  await page.locator(isConfig ? "#node-config-dialog-ok" : "#node-dialog-ok").click({ trial: true });
  return form;
};

export const rowOf = (form: Locator, field: string): Locator => form.locator(`.form-row[data-field="${field}"]`);

/** What the user types into, whatever kind of field it is. */
export const inputOf = (form: Locator, field: string): Locator =>
  rowOf(form, field)
    .locator(
      ".red-ui-typedInput-input:visible, .twinloom-control > input:visible:not([data-stored]), .twinloom-control > textarea:visible, .twinloom-control > select:visible",
    )
    .first();

export const reasonOfRow = (form: Locator, field: string): Locator =>
  rowOf(form, field).locator(":scope > .twinloom-reason");

/** Types as a user does: over what is there. */
export const type = async (form: Locator, field: string, text: string): Promise<void> => {
  const input = inputOf(form, field);
  if (text.length > 40) return input.fill(text);
  await input.fill("");
  if (text) await input.pressSequentially(text);
};

export const pressDone = async (page: Page, isConfig: boolean): Promise<void> => {
  await page.locator(isConfig ? "#node-config-dialog-ok" : "#node-dialog-ok").click();
  await page.locator(".red-ui-tray").waitFor({ state: "detached" });
};

/** Deploys by the button, also where the editor asks whether it may, and waits for the runtime's answer. */
export const pressDeploy = async (page: Page): Promise<void> => {
  const answer = page.waitForResponse((one) => one.url().endsWith("/flows") && one.request().method() === "POST");
  const question = page.locator(".red-ui-notification button.primary");
  await page.addLocatorHandler(question, () => question.click());
  await page.locator("#red-ui-header-button-deploy").click();
  await page.locator("#red-ui-header-button-deploy.disabled").waitFor();
  await answer;
  await page.removeLocatorHandler(question);
  await page.evaluate('$(".red-ui-notification").remove()');
};
