import assert from "node:assert/strict";
import type { Browser, Locator, Page } from "playwright-core";
import { plantDefaults } from "../../scripts/start/plant-defaults.ts";
import { type PlantProcess, startPlant } from "../plant/plant-process.ts";
import { hasBrowser, openBrowser, openEditor, screenshot } from "../support/browser.ts";
import { pressDeploy } from "../support/editor-form.ts";
import { editorStatuses } from "../support/editor-statuses.ts";
import { eventually } from "../support/eventually.ts";
import { type RunningNodeRed, startNodeRed } from "../support/node-red.ts";
import { PATIENCE_MS } from "../support/patience.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const LIST = `Messstelle;Bezeichnung;Einheit;max
DB1.Drehzahl;;U/min;3000
DB1.TT7;Lagertemperatur;°C;80
DB1.X;;;`;

/** Where operator pages would be that were imported under other ids: the end of the news, and one question. */
const MINE = [
  { id: "t", type: "tab", label: "Mine" },
  { id: "tl-news-in", type: "link in", z: "t", name: "news of the plant", links: [], x: 80, y: 40, wires: [[]] },
  { id: "mine", type: "link out", z: "t", name: "to the twins", mode: "link", links: [], x: 80, y: 80, wires: [] },
];

describe("the dialog of the templates, in a browser", () => {
  const folder = temporaryFolder();
  let plant: PlantProcess;
  let red: RunningNodeRed;
  let browser: Browser;
  let page: Page;
  let dialog: Locator;

  before(async function () {
    if (!hasBrowser()) {
      console.warn("no Chromium: the dialog of the templates is not tested");
      this.skip();
    }
    plant = await startPlant();
    const env = {
      ...plantDefaults({}),
      TWINLOOM_HOME: folder.path,
      TWINLOOM_OPCUA_URL: `opc.tcp://127.0.0.1:${plant.ports.opcua}`,
    };
    red = await startNodeRed({ env, flows: MINE });
    browser = await openBrowser();
    page = await openEditor(browser, red.url);
    page.setDefaultTimeout(PATIENCE_MS);
    dialog = page.locator(".twinloom-templates");
  });
  after(async () => {
    await browser?.close();
    await red?.stop();
    await plant?.stop();
    folder.remove();
  });

  const importing = () => page.locator("#twinloom-templates-import");
  const choose = (name: string) => dialog.locator(`[data-template="${name}"]`).click();
  const field = (name: string) => dialog.locator(`[data-parameter="${name}"]`);
  const open = () => page.evaluate('RED.actions.invoke("twinloom:import-template")');

  it("opens from a tab of Node-RED's own Import dialog and from the main menu", async () => {
    await page.evaluate('RED.actions.invoke("core:show-import-dialog")');
    await page.getByText("Twinloom templates…").click();
    await dialog.waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.locator("#red-ui-header-button-sidemenu").click();
    await page.getByText("Import a Twinloom template…").click();
    await dialog.locator("[data-template]").first().waitFor();
    await screenshot(page, "templates-list");
  });

  it("shows why a template can't be imported at the parameter that is wrong", async () => {
    await choose("pump-condition-monitoring");
    await importing().and(page.locator(":enabled")).waitFor();
    await field("asset").locator("input").fill("");
    await field("asset").getByText("This is required.").waitFor();
    assert.ok(await importing().isDisabled());
    await field("asset").locator("input").fill("pump-1");
    // a row that is changed keeps the whole table as it stands
    const tag = field("tags").getByLabel("Tag 1");
    await eventually("the tags of pump-1", async () => (await tag.inputValue()).endsWith("=pump-1.speed"));
    await field("tags").getByLabel("Unit 2").fill("furlong");
    await field("tags")
      .getByText(/^furlong has the unknown unit furlong/)
      .waitFor();
    assert.ok(await importing().isDisabled());
    await screenshot(page, "templates-wrong");
    await field("tags").getByLabel("Unit 2").fill("m3/h");
    await importing().and(page.locator(":enabled")).waitFor();
    await screenshot(page, "templates-form");
  });

  it("brings the flow into a tab of its own, which runs against the demo plant once it is deployed", async () => {
    await importing().click();
    await dialog.waitFor({ state: "detached" });
    const tab = page.locator(".red-ui-tab.active", { hasText: "pump-1: condition monitoring" });
    await tab.waitFor();
    await page.waitForTimeout(1000);
    await screenshot(page, "templates-imported");
    const statuses = await editorStatuses(red.url);
    await pressDeploy(page);
    const flows = await red.json<Record<string, unknown>[]>("/flows");
    const ids = flows
      .filter(({ type }) => type === "twinloom-sensor-source" || type === "twinloom-twin-state")
      .map(({ id }) => id);
    assert.equal(ids.length, 2);
    const linked = flows.find(({ id }) => id === "mine")?.["links"];
    const asked = flows.find(({ name }) => name === "the pages to the twins");
    assert.deepEqual([linked, asked?.["links"]], [[asked?.["id"]], ["mine"]], "both ends of the question's link");
    const newest = (id: unknown) => statuses.seen.findLast(({ node }) => node === id);
    await eventually(
      "good statuses",
      () => ids.every((id) => newest(id)?.fill === "green"),
      () => ids.map(newest),
      120_000,
    );
    statuses.close();
    await screenshot(page, "templates-running");
  });

  it("does not import the same a second time, and says so", async () => {
    await open();
    await choose("pump-condition-monitoring");
    await field("asset")
      .getByText(/pump-1 is read by .* already/)
      .waitFor();
    assert.ok(await importing().isDisabled());
    await page.getByRole("button", { name: "Cancel" }).click();
  });

  it("proposes the tags of a machine from a list that is pasted", async () => {
    await open();
    await choose("any-condition-monitoring");
    await dialog.getByText("Paste a tag list …").click();
    await dialog.locator("textarea").fill(LIST);
    await dialog.getByRole("button", { name: "Read the list" }).click();
    await dialog.getByRole("button", { name: "Use the ticked rows (2)" }).waitFor();
    await screenshot(page, "templates-proposal");
    await dialog.getByRole("button", { name: "Use the ticked rows (2)" }).click();
    const channel = (row: number) => field("tags").getByLabel(`Channel ${row}`);
    assert.deepEqual([await channel(1).inputValue(), await channel(2).inputValue()], ["drehzahl", "lagertemperatur"]);
    assert.equal(await field("tags").getByLabel("Warning above 2").inputValue(), "80");
    const running = field("runningChannel").locator("input");
    await eventually("the speed as running channel", async () => (await running.inputValue()) === "drehzahl");
    await importing().and(page.locator(":enabled")).waitFor();
  });

  it("proposes the tags that an OPC UA server has", async () => {
    await dialog.getByText("Browse the OPC UA server …").click();
    await dialog.getByRole("button", { name: "Browse", exact: true }).click();
    await dialog.getByRole("button", { name: "Use the ticked rows (7)" }).waitFor();
    await screenshot(page, "templates-browsed");
    await dialog.getByRole("button", { name: "Use the ticked rows (7)" }).click();
    assert.equal(await field("tags").getByLabel("Tag 2").inputValue(), "nsu=urn:twinloom:plant;s=pump-1.flow");
    await page.getByRole("button", { name: "Cancel" }).click();
  });

  it("speaks German too", async () => {
    const german = await openEditor(browser, red.url, { language: "de" });
    german.setDefaultTimeout(PATIENCE_MS);
    await german.evaluate('RED.actions.invoke("twinloom:import-template")');
    await german.locator('[data-template="pump-diagnosis"]').click();
    await german.locator('[data-parameter="asset"] input').fill("");
    await german.getByText("Das wird gebraucht.").waitFor();
    await german.locator('[data-parameter="windowMinutes"] input').fill("1,5");
    await german.getByText('"1,5" ist keine Zahl, wie etwa 1.5 (mit Punkt).').waitFor();
    await german.locator('[data-parameter="tags"]').getByLabel("Einheit 2").fill("bar");
    await german.locator('[data-parameter="windowMinutes"] input').fill("0");
    await german.getByText('"0" liegt nicht zwischen 0.1 und 525600.').waitFor();
    await german.getByText("Tag-Liste einfügen …").click();
    await german.locator(".twinloom-templates textarea").fill(LIST);
    await german.getByRole("button", { name: "Liste lesen" }).click();
    await german.getByText("seine Worte sagen Temperatur (Lager); °C ist Cel").waitFor();
    await screenshot(german, "templates-german");
    await german.close();
  });
});
