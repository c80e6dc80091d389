import assert from "node:assert/strict";
import { connectAsync } from "mqtt";
import type { Browser, Locator, Page } from "playwright-core";
import { hasBrowser, openBrowser, screenshot } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import { openWindow, problemsOf, signIn } from "../support/operator-page.ts";
import { MACHINES } from "../support/plant-flow.ts";
import { ownPlace, type StartedTwinloom, startTwinloom } from "../support/started-twinloom.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** The spindle lasts some 300 h: slow enough that a busy machine sees it before it fails. */
const SPEED = ["--speed", "3"];
const TREND = ["speed", "torque", "motorPower", "bearingTemperature", "frontBearing"];

/** How many points the line of a chart has. */
const points = async (chart: Locator): Promise<number> =>
  ((await chart.locator("path.line").getAttribute("d")) ?? "").split(/[ML]/).length - 1;

const percentIn = (text: string | null): number => Number(/health (\d+) %/.exec(text ?? "")?.[1] ?? Number.NaN);

describe("the operator pages, in a browser", () => {
  const home = temporaryFolder();
  let twinloom: StartedTwinloom;
  let browser: Browser;
  let page: Page;
  let problems: readonly string[];

  const go = (path: string) => page.goto(`${twinloom.url}/dashboard/${path}`);
  const machine = (name: string): Locator => page.locator(`.tl-card[data-asset="${name}"]`);
  const order = (): Locator => page.locator('tr[data-order="WO-spindle-1-1"]');
  const plantTimeMs = async (): Promise<number> => {
    const text = await page.locator(".tl-head small").textContent();
    return Date.parse(`${text?.replace("Plant time ", "").replace(" UTC", "").replace(" ", "T")}:00Z`);
  };
  const hasTrends = async (atLeast: number): Promise<void> => {
    for (const key of TREND) {
      const chart = page.locator(`[data-trend="${key}"]`);
      await eventually(`a trend of ${key}`, async () => (await chart.count()) > 0 && (await points(chart)) >= atLeast);
    }
  };

  before(async function () {
    if (!hasBrowser()) {
      console.warn("no Chromium at /usr/bin/chromium (or TWINLOOM_CHROMIUM): the operator pages are not tested");
      this.skip();
    }
    twinloom = await startTwinloom(await ownPlace(home.path), SPEED);
    const plant = await connectAsync(`mqtt://127.0.0.1:${twinloom.env["TWINLOOM_MQTT_PORT"]}`);
    await plant.publishAsync("plant/pump-1/sensor/motorPower", "offset 3");
    await plant.endAsync();
    browser = await openBrowser();
    page = await openWindow(browser);
    problems = problemsOf(page);
  });
  after(async () => {
    await browser?.close();
    await twinloom?.stop();
    home.remove();
  });

  it("let in nobody with a wrong password, and say so", async () => {
    await go("plant");
    await signIn(page, "operator", "wrong");
    assert.equal(await page.locator(".problem").textContent(), "Name or password is wrong.");
    assert.equal(await page.locator(".tl").count(), 0);
  });

  it("let an operator in to the page that was asked for, and name who is there", async () => {
    await go("plant");
    await signIn(page, "operator", twinloom.passwords["operator"] ?? "");
    await page.locator(".tl").waitFor();
    assert.equal(new URL(page.url()).pathname, "/dashboard/plant");
    await page.locator("[data-user]", { hasText: "operator" }).waitFor();
  });

  it("show the four machines of the plant with health, remaining life and interval of each component", async () => {
    for (const [name, components] of Object.entries(MACHINES)) {
      for (const id of components) {
        const part = machine(name).locator(`[data-component="${id}"]`);
        // the first forecasts take their time on a machine that is busy with much else
        await part.locator(".tl-big", { hasText: /^[\d,.]+ [hd]$/ }).waitFor();
        const text = await part.textContent();
        assert.match(text ?? "", /health \d+ %.* left, [\d,]+ to [\d,]+ [hd] at 90 %/, `${name} ${id}`);
      }
    }
    assert.deepEqual(await page.locator(".tl-card h2").allTextContents(), Object.keys(MACHINES).toSorted());
  });

  it("lead from a machine's card to its trends, its forecast fan and its spectrum", async () => {
    await machine("spindle-1").locator("h2 a").click();
    await page.locator('button[aria-pressed="true"]', { hasText: "spindle-1" }).waitFor();
    assert.equal(new URL(page.url()).search, "?asset=spindle-1");
    await hasTrends(5);
    const fan = page.locator('[data-forecast="frontBearing"] svg');
    await eventually("forecasts that were made", async () => (await points(fan)) >= 3);
    assert.match((await fan.locator("path.ahead").getAttribute("d")) ?? "", /^M[\d.]+ [\d.]+L/);
    const spectrum = page.locator("[data-spectrum] svg");
    await spectrum.waitFor();
    assert.ok((await points(spectrum)) > 20);
    assert.deepEqual((await spectrum.locator("text.fault").allTextContents()).toSorted(), [
      "BPFI",
      "BPFO",
      "BSF",
      "FTF",
    ]);
    await screenshot(page, "page-machine");
  });

  it("show what moved a forecast as signed bars, with the sum", async () => {
    const forecast = page.locator('[data-forecast="frontBearing"]');
    const bars = forecast.locator("[data-driver] .bar i");
    await eventually("drivers", async () => (await bars.count()) >= 3);
    const drivers = await forecast
      .locator("[data-driver]")
      .evaluateAll((all) =>
        all.map((one) => ({ isLess: one.querySelector("i.less") !== null, text: one.textContent })),
      );
    for (const { isLess, text } of drivers) assert.match(text ?? "", isLess ? /takes [\d.]+ h off$/ : /adds [\d.]+ h$/);
    const sum = (await forecast.locator("[data-sum]").textContent()) ?? "";
    const [, base, sign, moved, left] = /^([\d,]+) h .* ([−+]) ([\d,]+) h .* = ([\d,]+) h left\.$/.exec(sum) ?? [];
    const number = (text = ""): number => Number(text.replace(",", ""));
    assert.ok(Math.abs(number(base) + (sign === "−" ? -1 : 1) * number(moved) - number(left)) <= 1, sum);
    await screenshot(forecast, "page-machine-drivers");
  });

  it("answer what if with a ranked table, intervals and a picture", async () => {
    await go("what-if");
    await page.getByRole("button", { name: "extruder-1" }).click();
    await page.locator('[data-load="screwSpeed"]').fill("0.9");
    await page.getByRole("button", { name: "Add one more scenario" }).click();
    await page.locator("[data-maintain]").selectOption("coolingCircuit");
    await page.getByRole("button", { name: "Compare" }).click();
    const result = page.locator("[data-result]");
    await result.waitFor();
    const rows = await result.locator("tbody tr:not(.dim)").allInnerTexts();
    assert.deepEqual(
      rows.map((row) => row.trim()[0]),
      ["1", "2"],
    );
    assert.match(rows.join(), /screw speed −10 %/);
    assert.match(rows.join(), /maintain cooling circuit in 24 h/);
    for (const row of rows) assert.ok((row.match(/[+−±][\d,.]+ to [+−±][\d,.]+/g) ?? []).length >= 5, row);
    assert.equal(await result.locator("svg rect").count(), 2);
    await screenshot(page, "page-what-if");
  });

  it("name a sensor that reads what the physics can't be, with what to expect, on both pages", async () => {
    await go("plant");
    const alarm = machine("pump-1").locator("[data-alarm]", { hasText: /Motor power reads .* kW where the physics/ });
    await alarm.waitFor();
    await go("machine?asset=pump-1");
    const doubt = page.locator('[data-trend="motorPower"] [data-doubt=drift]');
    await doubt.waitFor();
    const said = (await doubt.textContent()) ?? "";
    const [, reads, expected] = /reads (-?[\d.]+) kW where .* say (-?[\d.]+) ± [\d.]+ kW/.exec(said) ?? [];
    assert.ok(Math.abs(Number(reads) - Number(expected) - 3) < 0.3, said);
    await screenshot(page, "page-machine-sensor");
  });

  it("say why what was asked for is refused", async () => {
    await go("work-orders");
    await page.locator(".tl").waitFor();
    const question = { payload: { command: "acknowledge", order: "WO-none-1" } };
    await page.evaluate(
      `document.querySelector("#app").__vue_app__._context.provides.$socket.emit("widget-send", "tl-page-work-orders-view", ${JSON.stringify(question)})`,
    );
    await page.locator(".tl-problem", { hasText: "WO-none-1" }).waitFor();
  });

  it("bring the spindle's order, and show who took it on", async () => {
    await go("work-orders");
    await order().waitFor();
    await order().getByRole("button", { name: "Acknowledge" }).click();
    await order().locator("[data-status]", { hasText: "acknowledged" }).waitFor();
    assert.match((await order().locator("[data-status]").textContent()) ?? "", /by operator/);
  });

  it("say which part of the bearing the waveforms find damaged, and that of no other machine", async () => {
    await go("plant");
    await machine("spindle-1").locator("[data-fault]", { hasText: "outer race" }).waitFor();
    assert.equal(await page.locator("[data-fault]").count(), 1);
  });

  it("let an operator acknowledge an alarm, shelve it for a time and have it shown again", async () => {
    const alarm = (state: string): Locator =>
      machine("pump-1").locator(`[data-alarm="${state}"]`, { hasText: "Motor power" });
    await alarm("active").getByRole("button", { name: "Acknowledge" }).click();
    await alarm("acknowledged").filter({ hasText: "acknowledged by operator" }).waitFor();
    await alarm("acknowledged").locator("select").selectOption({ label: "for a week" });
    await alarm("shelved")
      .filter({ hasText: /shelved by operator until 20\d\d-/ })
      .waitFor();
    await alarm("shelved").getByRole("button", { name: "End the shelf" }).click();
    await alarm("shelved").waitFor({ state: "detached" });
    await go("work-orders");
  });

  it("close an order with its cause, and keep who did what in its history", async () => {
    await order().getByRole("button", { name: "Close …" }).click();
    const form = page.locator("form");
    assert.ok(await form.getByRole("button", { name: "Maintenance done" }).isDisabled(), "a cause has to be chosen");
    await form.locator("select[required]").selectOption("3.4");
    assert.ok(await form.getByLabel("renewed in time").isChecked(), "it had hours left when it was renewed");
    await form.getByLabel("had failed").check();
    await form.locator('input[type="text"]').fill("outer race spalled");
    await form.getByRole("button", { name: "Maintenance done" }).click();
    await order().waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Closed" }).click();
    await order().getByRole("button", { name: "History" }).click();
    const history = await page.locator("[data-history] li").allTextContents();
    assert.match(history[0] ?? "", /twin raised: /);
    assert.match(history.join("\n"), /operator taken on/, "whatever the twin wrote after it");
    assert.match(
      history.at(-1) ?? "",
      /operator cause 3\.4 Expected wear and tear, outer race spalled \(found failed\)/,
    );
    await screenshot(page, "page-work-orders");
  });

  it("tell how an order came about, with its forecast computed again", async () => {
    await order().getByRole("button", { name: "Why" }).click();
    const step = (name: string): Locator => page.locator(`[data-trace] [data-step="${name}"]`);
    await step("Readings").waitFor();
    assert.match((await step("Readings").textContent()) ?? "", /bearing temperature: [\d,]+ readings, mean/);
    assert.match((await step("Features and state").textContent()) ?? "", /running, [\d,.]+ operating hours/);
    assert.equal(await step("Forecast").getAttribute("data-again"), "same");
    assert.match((await step("Rule").textContent()) ?? "", /within a week; to act from 50 %/);
    assert.match((await step("Flow").textContent()) ?? "", /revision \w+, .* by /);
    await screenshot(page, "page-work-order-why");
  });

  it("hold the forecasts of that bearing against what happened to it", async () => {
    await go("scorecard");
    const life = page.locator('[data-life="WO-spindle-1-1"]');
    await life.locator("path[data-truth]").waitFor({ state: "attached" });
    assert.ok((await points(life.locator("svg"))) >= 3);
    assert.match((await life.locator("[data-outcome]").textContent()) ?? "", /^(foretold|missed)/);
    assert.match((await life.locator("tbody").textContent()) ?? "", /champion, \d+ forecasts.*RMSE [\d,.]+ h.*Winkler/);
    await page.getByText("1 confirmed failure", { exact: false }).waitFor();
    await screenshot(page, "page-scorecard");
  });

  it("show a machine as new once its maintenance was done in the plant and told to the twin", async () => {
    await go("plant");
    const part = machine("spindle-1").locator('[data-component="frontBearing"]');
    await eventually("a new bearing", async () => percentIn(await part.textContent()) > 80);
    const since = await plantTimeMs();
    // the next windows measure what the plant's bearing is like: a twin that was told alone would fall back
    await eventually("12 more hours of the plant", async () => (await plantTimeMs()) > since + 12 * 3_600_000);
    assert.ok(percentIn(await part.textContent()) > 80);
  });

  it("show their history again after a restart of everything", async () => {
    await twinloom.stop();
    twinloom = { ...(await startTwinloom(twinloom.env, SPEED)), passwords: twinloom.passwords };
    await go("machine?asset=spindle-1");
    await hasTrends(30);
    await go("work-orders");
    await page.getByRole("button", { name: "Closed" }).click();
    await order().getByRole("button", { name: "History" }).click();
    assert.match((await page.locator("[data-history]").textContent()) ?? "", /operator cause 3\.4/);
  });

  it("fit a phone, without anything to scroll sideways", async () => {
    await page.setViewportSize({ width: 420, height: 900 });
    for (const path of ["plant", "machine?asset=pump-1", "what-if", "work-orders", "scorecard", "models"]) {
      await go(path);
      await page.locator(".tl").waitFor();
      const width = await page.evaluate("document.documentElement.scrollWidth");
      assert.equal(width, 420, path);
    }
  });

  it("let nobody see them after signing out, and had nothing to complain about", async () => {
    await page.getByRole("link", { name: "Sign out" }).click();
    await page.locator('[name="password"]').waitFor();
    assert.deepEqual(
      problems.filter((text) => !/ERR_CONNECTION|websocket|xhr poll/i.test(text)),
      [],
    );
  });
});
