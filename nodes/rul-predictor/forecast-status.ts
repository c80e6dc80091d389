import type { Forecast, Urgency } from "../../models/prognosis/forecast.ts";
import type { NodeStatus } from "../kit/world.ts";

/** Yellow also where it is critical: red is for a node that can't do its work. */
const LEVEL: Readonly<Record<Urgency, NodeStatus["level"]>> = { NORMAL: "ok", WARNING: "warning", CRITICAL: "warning" };
const LONGEST = 19;

/**
 * Shows the component that is nearest to its end, over all assets: `bearing 412 h`. All are looked through only where the
 * nearest itself has moved away, so that a forecast costs the same in a fleet of thousands.
 */
export const forecastStatus = (say: (status: NodeStatus) => void): ((forecasts: readonly Forecast[]) => void) => {
  const newest = new Map<string, Forecast>();
  let nearest: Forecast | undefined;
  return (forecasts) => {
    let lost = false;
    for (const forecast of forecasts) {
      const key = `${forecast.asset}/${forecast.component}`;
      if (nearest && newest.get(key) === nearest && !isNearer(forecast, nearest)) lost = true;
      newest.set(key, forecast);
      if (isNearer(forecast, nearest)) nearest = forecast;
    }
    if (lost) {
      nearest = undefined;
      for (const forecast of newest.values()) if (isNearer(forecast, nearest)) nearest = forecast;
    }
    if (!nearest) return say({ level: "waiting", text: "not enough history" });
    // what one asset sends that its model does not know makes its forecast doubtful: that stands behind the hours
    const drifts = [...newest.values()].some(({ drifted }) => drifted !== undefined);
    const hours = ` ${Math.round(nearest.rulHours ?? 0)} h${drifts ? " drift" : ""}`;
    const text = `${nearest.component.slice(0, LONGEST - hours.length)}${hours}`;
    say({ level: drifts ? "warning" : LEVEL[nearest.urgency ?? "NORMAL"], text });
  };
};

const isNearer = ({ rulHours }: Forecast, than: Forecast | undefined): boolean =>
  rulHours !== undefined && (than?.rulHours === undefined || rulHours < than.rulHours);
