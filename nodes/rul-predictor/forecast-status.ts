import type { Forecast, Urgency } from "../../models/prognosis/forecast.ts";
import type { NodeStatus, World } from "../kit/world.ts";

/** Yellow also where it is critical: red is for a node that can't do its work. */
const LEVEL: Readonly<Record<Urgency, NodeStatus["level"]>> = { NORMAL: "ok", WARNING: "warning", CRITICAL: "warning" };
const LONGEST = 19;

/** Shows the component that is nearest to its end, over all assets: `bearing 412 h`. */
export const forecastStatus = (world: World): ((forecasts: readonly Forecast[]) => void) => {
  const newest = new Map<string, Forecast>();
  return (forecasts) => {
    for (const forecast of forecasts) newest.set(`${forecast.asset}/${forecast.component}`, forecast);
    let nearest: Forecast | undefined;
    for (const forecast of newest.values()) {
      if (forecast.rulHours === undefined) continue;
      if (nearest === undefined || forecast.rulHours < (nearest.rulHours ?? 0)) nearest = forecast;
    }
    if (!nearest) return world.status({ level: "waiting", text: "not enough history" });
    // what one asset sends that its model does not know makes its forecast doubtful: that stands behind the hours
    const drifts = [...newest.values()].some(({ drifted }) => drifted !== undefined);
    const hours = ` ${Math.round(nearest.rulHours ?? 0)} h${drifts ? " drift" : ""}`;
    const text = `${nearest.component.slice(0, LONGEST - hours.length)}${hours}`;
    world.status({ level: drifts ? "warning" : LEVEL[nearest.urgency ?? "NORMAL"], text });
  };
};
