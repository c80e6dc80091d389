/** Addresses of the demo plant, for the plant itself, for the flow that reads it and for the address list at the start. */
export const plantDefaults = (env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> => {
  const opcua = env["TWINLOOM_OPCUA_PORT"] ?? "4840";
  const modbus = env["TWINLOOM_MODBUS_PORT"] ?? "5020";
  const mqtt = env["TWINLOOM_MQTT_PORT"] ?? "1884";
  return {
    TWINLOOM_OPCUA_PORT: opcua,
    TWINLOOM_MODBUS_PORT: modbus,
    TWINLOOM_MQTT_PORT: mqtt,
    TWINLOOM_OPCUA_URL: `opc.tcp://127.0.0.1:${opcua}`,
    TWINLOOM_MODBUS_HOST: "127.0.0.1",
    TWINLOOM_MQTT_HOST: "127.0.0.1",
    TWINLOOM_MQTT_URL: `mqtt://127.0.0.1:${mqtt}`,
  };
};
