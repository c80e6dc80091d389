import { type ErrorEntry, TwinError } from "../../models/errors/twin-error.ts";
import type { Telemetry } from "../../models/telemetry/telemetry.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import type { Point, TwinStore } from "../kit/store.ts";
import type { World } from "../kit/world.ts";
import { assetContexts } from "./asset-contexts.ts";
import { type AssetBatch, closeBatch, forgetTimes, forgetWaveforms } from "./batches.ts";
import { makeIntake } from "./intake.ts";
import { storeLedger } from "./ledger.ts";
import { plainOutlet, storingOutlet } from "./outlet.ts";
import type { Plan } from "./plan.ts";
import { makeQuarantine, refusedOf } from "./quarantine.ts";
import { rawReadings } from "./raw-readings.ts";
import type { SourceConfig } from "./schema.ts";
import { sensorKeeper } from "./sensor-keeper.ts";
import type { Source } from "./source.ts";
import { statusBoard } from "./status-board.ts";
import { telemetryPoint } from "./telemetry-points.ts";
import { troubleLog } from "./trouble-log.ts";

/** A broker holds back after some 20 unacknowledged messages (Mosquitto's max_inflight_messages): flush before. */
const MOST_RECEIPTS = 16;

/** A message costs about as much as this many samples: a batch with as many need not wait for more. */
const WORTH_A_MESSAGE = 8;

/** What all protocols share: checks, batches, the store, the second port, the log and the status. */
export const makeSource = (
  config: SourceConfig,
  world: World,
  plan: Plan,
  store: TwinStore | undefined,
  assetType?: AssetType,
) => {
  const log = troubleLog(world);
  const quarantine = makeQuarantine(config.keepQuarantined);
  const tell = (error: TwinError): void => log.tell(error);
  const ledger =
    store && storeLedger(store, assetType?.id ?? "", tell, (batch) => forgetWaveforms(intake.batches, batch));
  const outlet = ledger ? storingOutlet(world, ledger, config.bufferSamples, tell) : plainOutlet(world);
  const board = statusBoard(config, world, () => outlet.state().away);
  const sensors = sensorKeeper(config, assetType, store, world, tell);
  const contexts = assetContexts(config, store, world);
  const raw = rawReadings(world.clock.nowMs);
  // messages of the wire are kept whole by the kit
  const keepsRaw = config.protocol !== "wire";
  const dirty = new Set<AssetBatch>();
  let receipts: (() => void)[] = [];
  let late: Point[] = [];
  let hearRefusal: ((error: TwinError) => void) | undefined;
  let stopTimer: (() => void) | undefined;

  const send = (batches: Iterable<AssetBatch>): void => {
    const receivedTime = world.clock.nowMs();
    const flowRevision = world.flowRevision();
    const closed: Telemetry[] = [];
    let readings = 0;
    for (const batch of batches) {
      readings += batch.samples;
      const telemetry = closeBatch(batch, receivedTime, flowRevision);
      if (telemetry) closed.push(contexts.under(sensors.watch(telemetry)));
    }
    if (readings > 0) world.count("twinloom_readings_total", readings);
    const written = receipts;
    const history = late;
    receipts = [];
    late = [];
    if (closed.length > 0 || written.length > 0 || history.length > 0) {
      const tellAll = (): void => {
        for (const tellWritten of written) tellWritten();
      };
      outlet.push(closed, tellAll, history);
    }
  };

  const flush = (): void => {
    stopTimer?.();
    stopTimer = undefined;
    const batches = [...dirty];
    dirty.clear();
    send(batches);
  };

  const startTimer = (): void => {
    stopTimer ??= world.clock.schedule(config.batchMs, flush);
  };

  const refuse = (error: TwinError, about: Parameters<Source["refuse"]>[1] & { channel?: string }): void => {
    const refused = refusedOf(error, about, world.clock.nowMs());
    quarantine.add(refused);
    board.refused(error.code);
    world.emit([null, { topic: refused.asset, payload: refused }]);
    log.tell(error);
    hearRefusal?.(error);
  };

  const intake = makeIntake(config, {
    nowMs: world.clock.nowMs,
    refuse: (entry: ErrorEntry, details, { plan: { tag, channel, asset: own }, asset, value, time }) => {
      refuse(new TwinError(entry, details), { tag, channel, asset: own || asset || config.asset, value, time });
    },
    late: (asset, { channel, integer }, value, quality, timeMs) => {
      if (!store) return;
      late.push(telemetryPoint({ asset, channel }, value, quality, timeMs, integer));
      if (late.length >= config.batchSamples) flush();
      else startTimer();
    },
    taken: (batch, timeMs) => {
      board.dataTime(timeMs);
      if (batch.samples === 1) {
        dirty.add(batch);
        board.taken();
        startTimer();
      }
      if (batch.samples < config.batchSamples) return;
      if (receipts.length > 0) {
        flush();
        return;
      }
      dirty.delete(batch);
      board.taken();
      send([batch]);
    },
  });

  const source: Source = {
    config,
    world,
    plan,
    stores: store !== undefined,
    take: (channel, asset, value, time, quality = 0, again = false) => {
      if (keepsRaw) raw.keep(channel, asset, value, time, quality);
      intake.take(channel, asset, value, time, quality, again);
    },
    takeHistory: (channel, asset, value, time, quality = 0) =>
      intake.take(channel, asset, value, time, quality, true, true),
    under: intake.under,
    takeWaveform: (channel, asset, waveform, again = false) => intake.takeWaveform(channel, asset, waveform, again),
    pass: (telemetry) => {
      board.taken();
      board.dataTime(telemetry.time);
      world.count("twinloom_readings_total", countReadings(telemetry));
      outlet.push([contexts.under(sensors.watch(telemetry))], () => undefined);
    },
    refuse,
    hearRefusals: (hear) => {
      hearRefusal = hear;
    },
    trouble: (error, key) => log.tell(error, key),
    link: board.link,
    tagUnknown: board.tagUnknown,
    forget: () => {
      flush();
      for (const batch of intake.batches.values()) forgetTimes(batch);
    },
    sendFull: () => {
      const full = [...dirty].filter(({ samples }) => samples >= WORTH_A_MESSAGE);
      if (full.length === dirty.size || receipts.length > 0) {
        flush();
        return;
      }
      for (const batch of full) dirty.delete(batch);
      send(full);
    },
    flush,
    whenWritten: (written) => {
      receipts.push(written);
      if (receipts.length >= MOST_RECEIPTS) flush();
      else startTimer();
    },
  };

  return {
    source,
    quarantine,
    contexts,
    raw,
    close: async (): Promise<void> => {
      flush();
      board.close();
      log.close();
      await outlet.close();
      await Promise.all([sensors.flush(), contexts.idle()]);
    },
  };
};

const countReadings = ({ values, series = {}, waveforms = [] }: Telemetry): number => {
  const inSeries = Object.values(series).reduce((sum, { n }) => sum + n, 0);
  return (inSeries || Object.keys(values).length) + waveforms.length;
};
