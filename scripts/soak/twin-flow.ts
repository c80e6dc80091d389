/** A spindle whose readings come by MQTT with QoS 1 and go to an InfluxDB, with windows and states on their way. */
export const twinFlow = (mqttUrl: string, influxUrl: string, clientId: string): object[] => [
  { id: "tab", type: "tab", label: "soak" },
  { id: "spindle", type: "twinloom-asset-type", kind: "cnc-spindle" },
  { id: "store", type: "twinloom-store", file: "soak.db", driver: "influx1", url: influxUrl, database: "soak" },
  {
    ...{ id: "source", type: "twinloom-sensor-source", z: "tab", protocol: "mqtt", mqttUrl, mqttTopics: "plant/#" },
    ...{ mqttClientId: clientId, assetType: "spindle", asset: "spindle-1", store: "store", batchMs: 20 },
    wires: [["features"], []],
  },
  {
    ...{ id: "features", type: "twinloom-feature-extractor", z: "tab", assetType: "spindle", windowMinutes: 1 },
    ...{ store: "store", wires: [["twin"], []] },
  },
  { id: "twin", type: "twinloom-twin-state", z: "tab", assetType: "spindle", store: "store", wires: [[], [], []] },
];
