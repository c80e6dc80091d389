import type { IPublishPacket, MqttClient } from "mqtt";

/** Tells the client not to acknowledge; it goes on with the next packet. */
const NOT_YET = new Error("acknowledged once it is written");

/**
 * Sends the PUBACK of a QoS 1 message only when its samples are written, while further messages come in. MQTT.js holds the next packet back
 * until `handleMessage` calls back, and leaves out the PUBACK if it does so with an error: so it calls back at once, and
 * the PUBACK follows by the client's own sender. A packet id is only valid within its connection ([MQTT-2.3.1]): after a
 * reconnect the old ones are forgotten, the broker sends those messages again.
 */
export const acknowledgeLater = (
  client: MqttClient,
  take: (packet: IPublishPacket) => void,
  whenWritten: (written: () => void) => void,
): void => {
  let connection = 0;
  client.on("close", () => {
    connection++;
  });
  client.handleMessage = (packet, callback) => {
    take(packet);
    const { messageId, qos } = packet;
    if (qos !== 1 || messageId === undefined) {
      callback();
      return;
    }
    const receivedOn = connection;
    whenWritten(() => {
      if (client.connected && connection === receivedOn)
        client["_sendPacket"]({ cmd: "puback", messageId, reasonCode: 0 });
    });
    callback(NOT_YET);
  };
};
