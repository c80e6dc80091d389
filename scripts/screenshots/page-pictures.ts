import { signIn } from "../../test/support/operator-page.ts";
import type { Camera } from "./open-camera.ts";

/** Plant, machine and what-if, once the spindle is critical and its order raised. */
export const pagePictures = async ({ page, go, take }: Camera, password: string): Promise<void> => {
  await go("/dashboard/plant");
  await signIn(page, "operator", password);
  await page.locator('[data-asset="spindle-1"] .tl-chip', { hasText: "critical" }).waitFor();
  await page.locator(".tl-head a", { hasText: /^[1-9]/ }).waitFor();
  await take("plant");

  await go("/dashboard/machine?asset=spindle-1");
  await page.locator('[data-forecast="frontBearing"] path.ahead').waitFor();
  await page.locator("[data-spectrum] text.fault").first().waitFor();
  await page.locator('[data-trend="speed"]').waitFor();
  await take("machine");

  await go("/dashboard/what-if");
  await page.getByRole("button", { name: "spindle-1" }).click();
  await ask(page, "speed", "0.9");
  await ask(page, "cuttingForce", "0.8");
  await page.locator("[data-maintain]").selectOption("frontBearing");
  await page.locator("[data-after]").fill("8");
  await page.getByRole("button", { name: "Compare" }).click();
  await page.locator("[data-result]").waitFor();
  await take("what-if");
};

/** One more scenario with one load changed. */
const ask = async (page: Camera["page"], load: string, factor: string): Promise<void> => {
  await page.locator(`[data-load="${load}"]`).fill(factor);
  await page.getByRole("button", { name: "Add one more scenario" }).click();
};

/** The work orders, once there are two: one taken on, about to be closed. */
export const orderPicture = async ({ page, go, take }: Camera): Promise<void> => {
  await go("/dashboard/work-orders");
  const order = page.locator('[data-order^="WO-spindle-1"]').first();
  await order.getByRole("button", { name: "Acknowledge" }).click();
  await order.locator("[data-status]", { hasText: "acknowledged" }).waitFor();
  await page.locator('[data-order^="WO-extruder-1"]').first().waitFor();
  await order.getByRole("button", { name: "History" }).click();
  await order.getByRole("button", { name: "Close …" }).click();
  await page.locator("form select").selectOption("3.4");
  await page.locator('form input[type="text"]').fill("outer race spalled, bearing set replaced");
  await take("work-orders");
};
