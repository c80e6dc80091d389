import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type PlantFlow, startPlantFlow } from "../support/plant-flow.ts";
import { plantStory } from "./plant-story.ts";

describe("the demo flow on the embedded store", () => {
  let flow: PlantFlow;
  before(async () => {
    flow = await startPlantFlow();
  });
  after(() => flow?.stop());

  plantStory(
    () => flow,
    async (measurement, field, asset) => {
      const database = new DatabaseSync(join(flow.folder, "twinloom-store.db"), { readOnly: true });
      const sql = `SELECT value FROM samples JOIN series ON series.id = series_id
        WHERE measurement = ? AND field = ? AND tags LIKE ? LIMIT 1000`;
      try {
        const rows = database.prepare(sql).all(measurement, field, `%${asset}%`);
        return rows.map(({ value }) => Number(value));
      } finally {
        database.close();
      }
    },
  );
});
