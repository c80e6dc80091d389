import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { instantiate } from "../../models/templates/instantiate.ts";
import { templates } from "../../models/templates/templates.ts";
import { hasBrowser, openBrowser } from "../../test/support/browser.ts";
import { startNodeRed } from "../../test/support/node-red.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { plantDefaults } from "../start/plant-defaults.ts";

/** Ports that nobody listens on. */
const NOWHERE = { TWINLOOM_OPCUA_PORT: "9", TWINLOOM_MODBUS_PORT: "9", TWINLOOM_MQTT_PORT: "9" };
const HIDDEN = "#red-ui-notifications, .red-ui-workspace-chart-grid, .red-ui-flow-node-status-group";
const SETTLE_MS = 400;
const MARGIN = 15;
const SIZE = { width: 2400, height: 800 };
/** Of the drawing as the editor draws it: readable, and small enough for a page of them. */
const SCALE = 0.6;

/**
 * Writes `docs/pictures/templates/NAME.png`: each template's flow in the real editor. It runs without a plant, so that there is nothing to
 * tell below its nodes.
 *
 * @returns exit code: 1 without a browser
 */
export const takeTemplatePictures = async (): Promise<number> => {
  if (!hasBrowser()) {
    console.error("no Chromium at /usr/bin/chromium; name another with TWINLOOM_CHROMIUM");
    return 1;
  }
  const pictures = join(import.meta.dirname, "../../docs/pictures/templates");
  await mkdir(pictures, { recursive: true });
  const folder = temporaryFolder();
  const made = templates.map((template) => {
    const flow = instantiate(template, { storeFile: `${template.name}.db` });
    return { name: template.name, flow };
  });
  const red = await startNodeRed({
    userDir: folder.path,
    flows: made.flatMap(({ flow }) => flow),
    env: plantDefaults({ ...NOWHERE }),
  });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: SIZE, deviceScaleFactor: SCALE });
    page.setDefaultTimeout(120_000);
    await page.goto(red.url);
    await page.locator("#red-ui-palette-search").waitFor();
    await page.locator("#red-ui-loading-progress").waitFor({ state: "hidden" });
    await page.evaluate('RED.actions.invoke("core:toggle-sidebar"); RED.actions.invoke("core:toggle-palette")');
    for (const { name, flow } of made) await picture(page, flow, join(pictures, `${name}.png`));
  } finally {
    await browser.close();
    await red.stop();
    folder.remove();
  }
  return 0;
};

const picture = async (page: Page, flow: readonly FlowNode[], path: string): Promise<void> => {
  const tab = flow.find(({ type }) => type === "tab")?.id ?? "";
  const frames = flow.filter(({ type }) => type === "group");
  const right = Math.max(...frames.map((frame) => Number(frame["x"]) + Number(frame["w"])));
  const bottom = Math.max(...frames.map((frame) => Number(frame["y"]) + Number(frame["h"])));
  await page.evaluate(`RED.workspaces.show(${JSON.stringify(tab)})`);
  await page.addStyleTag({
    content: `${HIDDEN} { display: none !important }`,
  });
  await page.mouse.move(SIZE.width - 1, SIZE.height - 1);
  await page.waitForTimeout(SETTLE_MS);
  const chart = await page.locator("#red-ui-workspace-chart").boundingBox();
  if (!chart) throw new Error("the editor shows no flow");
  const size = { width: right + MARGIN, height: bottom + MARGIN };
  await page.screenshot({ path, clip: { x: chart.x, y: chart.y, ...size } });
  console.log(path);
};
