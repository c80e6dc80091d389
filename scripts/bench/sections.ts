import type { SectionOptions, SectionResult } from "./figure.ts";

export interface Section {
  readonly title: string;
  run(options: SectionOptions): Promise<SectionResult>;
}

/** In the order of their run. Each runs in a process of its own and loads only what it measures. */
export const SECTIONS: Readonly<Record<string, Section>> = {
  throughput: {
    title: "Readings through source, features, twin and forecast",
    run: async (options) => (await import("./throughput.ts")).benchThroughput(options),
  },
  waveforms: {
    title: "Vibration waveforms with the full feature set",
    run: async (options) => (await import("./waveforms-section.ts")).benchWaveformsSection(options),
  },
  latency: {
    title: "Time to a forecast",
    run: async (options) => (await import("./latency.ts")).benchLatency(options),
  },
  explanation: {
    title: "Explaining a forecast",
    run: async (options) => (await import("./explanation.ts")).benchExplanation(options),
  },
  batches: {
    title: "Forecasts of a fleet by trained models",
    run: async (options) => (await import("./batches.ts")).benchBatches(options),
  },
  models: {
    title: "Memory of a loaded model",
    run: async (options) => (await import("./model-memory.ts")).benchModelMemory(options),
  },
  memory: {
    title: "Memory of the headless runtime",
    run: async (options) => (await import("./memory.ts")).benchMemory(options),
  },
  start: {
    title: "Time to start",
    run: async (options) => (await import("./start.ts")).benchStart(options),
  },
  store: {
    title: "Twin store",
    run: async (options) => (await import("./store-section.ts")).benchStoreSection(options),
  },
  influx: {
    title: "Into InfluxDB 1.6",
    run: async (options) => (await import("./into-influx.ts")).benchIntoInflux(options),
  },
  history: {
    title: "A year of history",
    run: async (options) => (await import("./history-section.ts")).benchHistorySection(options),
  },
  preview: {
    title: "Preview in the edit dialog",
    run: async (options) => (await import("./preview.ts")).benchPreview(options),
  },
  "backtest-year": {
    title: "A backtest of a year",
    run: async (options) => (await import("./backtest-year.ts")).benchBacktestYear(options),
  },
  outbox: {
    title: "Outbox",
    run: async (options) => (await import("./outbox-section.ts")).benchOutbox(options),
  },
  modbus: {
    title: "Modbus",
    run: async (options) => (await import("./modbus.ts")).benchModbus(options),
  },
  opcua: {
    title: "OPC UA",
    run: async (options) => (await import("./opcua-rate.ts")).benchOpcua(options),
  },
  mqtt: {
    title: "MQTT from Mosquitto",
    run: async (options) => (await import("./mqtt-rate.ts")).benchMqtt(options),
  },
  twin: {
    title: "From the source's time stamp to the twin",
    run: async (options) => (await import("./twin-latency.ts")).benchTwinLatency(options),
  },
};
