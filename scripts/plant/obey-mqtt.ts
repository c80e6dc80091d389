import { TwinError } from "../../models/errors/twin-error.ts";
import { plantErrors } from "./errors.ts";
import type { Plant } from "./plant.ts";
import { readPlantInput } from "./read-input.ts";
import { readFault } from "./sensor-fault.ts";

/**
 * Does what a message to the plant asks for: `plant/ASSET/set/LOAD` with a plain number, `plan`, or a number and how long it holds,
 * `plant/ASSET/maintenance` with an object that names a `component`,
 * `plant/ASSET/sensor/CHANNEL` with what is wrong with it. Leaves other topics alone.
 *
 * @throws TwinError TWIN-PLANT-004 to -007, -008, TWIN-ASSET-001
 */
export const obeyMqtt = (plant: Plant, topic: string, text: string): void => {
  const [root, asset = "", verb, load = ""] = topic.split("/");
  if (root !== "plant") return;
  if (verb === "set") {
    const { value, untilMs } = readPlantInput(topic, text.trim(), plant.timeMs());
    plant.set(asset, load, value, untilMs);
  }
  if (verb === "sensor") plant.setSensor(asset, load, readFault(topic, text, plant.timeMs()));
  if (verb === "maintenance") plant.maintain(asset, componentOf(topic, text));
};

const componentOf = (topic: string, text: string): string => {
  const wanted = '{"component": "all"} or the name of a component';
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw new TwinError(plantErrors.badMessage, { topic, reason: "it is not JSON", wanted }, cause);
  }
  if (typeof body === "object" && body !== null && "component" in body && typeof body.component === "string") {
    return body.component;
  }
  throw new TwinError(plantErrors.badMessage, { topic, reason: "it names no component", wanted });
};
