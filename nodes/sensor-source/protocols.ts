export const PROTOCOLS = {
  wire: "From the wire",
  opcua: "OPC UA",
  modbus: "Modbus TCP",
  mqtt: "MQTT",
  push: "HTTP push",
  replay: "Replay of a file",
} as const;
export type Protocol = keyof typeof PROTOCOLS;

/** A field that is shown while one of these protocols is chosen. */
export const on = (...protocols: Protocol[]) => ({ showWhen: { field: "protocol", in: protocols } });
