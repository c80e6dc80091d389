import { findInfluxd, type Influxd, startInfluxd } from "../support/influxd.ts";
import { type PlantFlow, startPlantFlow } from "../support/plant-flow.ts";
import { plantStory } from "./plant-story.ts";

describe("the demo flow on an InfluxDB 1.6", () => {
  let flow: PlantFlow | undefined;
  let server: Influxd | undefined;
  const running = (): PlantFlow => {
    if (!flow) throw new Error("the flow was not started");
    return flow;
  };
  before(async function () {
    if (!findInfluxd()) {
      console.log("      skipped: influxd is not installed");
      this.skip();
    }
    server = await startInfluxd();
    flow = await startPlantFlow({ driver: "influx1", url: server.url, database: "plant" });
  });
  after(async () => {
    await flow?.stop();
    await server?.remove();
  });

  plantStory(running, async (measurement, field, asset) => {
    const sql = `SELECT "${field}" FROM "${measurement}" WHERE "asset" = '${asset}' LIMIT 1000`;
    const answer = await server?.query(sql, "plant");
    const rows = answer?.results[0]?.series?.[0]?.values ?? [];
    return rows.map((row) => Number(row[1]));
  });
});
