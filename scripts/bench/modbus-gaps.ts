import { startSource } from "../../test/support/live-source.ts";
import { median } from "./median.ts";
import { startModbusResponder } from "./modbus-responder.ts";

export const UNITS = 30;
export const POLL_MS = 100;
const TIMEOUT_MS = 500;
/** Until a dead unit has been found silent and is asked apart from the others. */
const WARM_UP_MS = 2 * TIMEOUT_MS + 500;

const units = Array.from({ length: UNITS }, (_, i) => i + 1);
const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Time between two polls of a device as it sees them, 99th percentile in ms: how old its newest reading gets.
 *
 * @param apart each unit has a source and a connection of its own; else they are behind one gateway
 * @param withDead the last of the units never answers; it is not counted
 */
export const pollGapP99 = async (apart: boolean, withDead: boolean, forMs: number): Promise<number> => {
  const responder = await startModbusResponder((unitId) => withDead && unitId === UNITS);
  const row = (unit: number) => ({ tag: `u${unit}`, channel: `u${unit}`, unitId: String(unit), dataType: "float32" });
  const open = (rows: readonly object[]) =>
    startSource({
      ...{ protocol: "modbus", modbusHost: "127.0.0.1", modbusPort: responder.port, asset: "m1" },
      ...{ modbusPollMs: POLL_MS, modbusTimeoutMs: TIMEOUT_MS, tags: rows },
    });
  const sources = apart ? units.map((unit) => open([row(unit)])) : [open(units.map(row))];
  await rest(WARM_UP_MS);
  responder.forget();
  await rest(forMs);
  const gaps = units
    .filter((unit) => !withDead || unit !== UNITS)
    .flatMap((unit) => gapsOf(responder.arrivals.get(unit) ?? []));
  for (const source of sources) await source.close();
  await responder.close();
  if (gaps.length < (UNITS - 1) * 5) throw new Error(`only ${gaps.length} polls came`);
  return median(gaps, 0.99);
};

const gapsOf = (arrivals: readonly number[]): number[] => arrivals.slice(1).map((at, i) => at - (arrivals[i] ?? at));
