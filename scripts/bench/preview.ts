import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { assetTypes } from "../../models/assets/index.ts";
import type { TwinStore } from "../../nodes/kit/store.ts";
import type { PreviewJob } from "../../nodes/preview/preview-job.ts";
import { previewThread } from "../../nodes/preview/preview-thread.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import type { Figure, SectionOptions, SectionResult } from "./figure.ts";
import { median } from "./median.ts";

const ASSET_TYPE = "centrifugal-pump";
const START_MS = Date.UTC(2026, 0, 5);
const HOUR_S = 3600;
const TIMES = 5;

/** What is changed in the dialog of which node. */
const CHANGES: Readonly<Record<string, object>> = {
  "feature-extractor": { windowMinutes: 30 },
  "twin-state": { onDelaySeconds: 5400 },
  "rul-predictor": { urgencyPercent: 20 },
  "work-order-sink": { raiseAt: "CRITICAL" },
};

const channels = Object.entries(assetTypes[ASSET_TYPE]?.channels ?? {}).filter(([, { kind }]) => kind === "scalar");

/** One reading a second of each channel, in the middle of what is plausible, with a slow wave. */
const record = async (store: TwinStore, hours: number): Promise<void> => {
  for (let hour = 0; hour < hours; hour++) {
    const seconds = Array.from({ length: HOUR_S }, (_, i) => hour * HOUR_S + i);
    await store.write(
      channels.flatMap(([channel, { plausible }]) =>
        seconds.map((second) => ({
          ...{ measurement: "telemetry", tags: { asset: "pump-1", channel }, timeMs: START_MS + second * 1000 },
          fields: {
            value: (((plausible?.min ?? 0) + (plausible?.max ?? 100)) / 2) * (1 + 0.05 * Math.sin(second / 300)),
            quality: 0,
          },
        })),
      ),
    );
  }
};

const node = (room: string, wires: string[][], settings: object) => ({
  ...{ id: room, type: `twinloom-${room}`, z: "tab", name: room, wires },
  ...settings,
});
const flow = (target = "", change: object = {}) =>
  [
    { id: "type", type: "twinloom-asset-type", kind: ASSET_TYPE, definition: "", place: "" },
    { id: "store", type: "twinloom-store", driver: "embedded", file: "day.db" },
    node("sensor-source", [["feature-extractor"], []], { assetType: "type", store: "store" }),
    node("feature-extractor", [["twin-state"], []], { assetType: "type" }),
    node("twin-state", [["rul-predictor"], [], ["work-order-sink"]], { assetType: "type", store: "store" }),
    node("rul-predictor", [["work-order-sink"]], { assetType: "type", store: "store", minimumHours: 1 }),
    node("work-order-sink", [[], [], ["twin-state"]], { store: "store" }),
  ].map((one) => (one.id === target ? { ...one, ...change } : one));

/** From the press of the button to the answer: a day of one machine at 1 Hz, both settings, without the network. */
export const benchPreview = async ({ quick }: SectionOptions): Promise<SectionResult> => {
  const folder = mkdtempSync(join(tmpdir(), "twinloom-bench-"));
  const hours = quick ? 2 : 24;
  const store = openEmbeddedStore({ file: join(folder, "day.db") });
  try {
    await record(store, hours);
    const jobOf = (target: string): PreviewJob => ({
      target,
      before: flow(),
      after: flow(target, CHANGES[target]),
      input: {
        ...{ kind: "history", asset: "pump-1", channels: channels.map(([name]) => name) },
        ...{ fromMs: START_MS, toMs: START_MS + hours * HOUR_S * 1000 },
      },
      documents: [],
      homeFolder: folder,
    });
    const figures: Figure[] = [];
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    for (const target of Object.keys(CHANGES)) {
      const thread = previewThread();
      const took: number[] = [];
      for (let time = 0; time <= TIMES; time++) {
        const began = performance.now();
        await thread.run(jobOf(target), store);
        took.push(performance.now() - began);
      }
      await thread.close();
      const [first = Number.NaN, ...others] = took;
      const target2s = { target: { of: "value", atMost: 2000 } as const };
      figures.push({ name: `${target}, the first press`, value: first, unit: "ms", ...target2s });
      figures.push({ name: `${target}, each further press (median)`, value: median(others), unit: "ms", ...target2s });
    }
    delay.disable();
    figures.push({ name: "longest wait of the live flow's thread meanwhile", value: delay.max / 1e6, unit: "ms" });
    return {
      figures,
      notes: [
        `${hours} h of ${channels.length} channels at 1 Hz from the embedded store, through all nodes up to the one that is changed, which runs twice. The first press starts the thread.`,
      ],
    };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
