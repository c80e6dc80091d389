import type { IPublishPacket, MqttClient } from "mqtt";

/** Tells the client not to acknowledge; it goes on with the next packet. For QoS 2 the client also emits it as an error. */
export const NOT_YET = new Error("acknowledged once it is written");

/**
 * Sends the PUBACK of a QoS 1 message, and the PUBREC of a QoS 2 message, only when its samples are written, while further messages
 * come in. MQTT.js holds the next packet back until it is called back, and leaves out the acknowledgement if that is with an
 * error: so it is called back at once, and the acknowledgement follows by the client's own sender. A packet id is only valid
 * within its connection ([MQTT-2.3.1]): after a reconnect the old ones are forgotten, the broker sends those messages again.
 *
 * QoS 2: MQTT.js itself sends the PUBREC at once and keeps the message in memory until the PUBREL. A broker never sends a message
 * again after its PUBREC, so that a kill between the two would lose it: here the message is taken before the PUBREC
 * ([MQTT-4.3.3], method B), and the PUBREL only has to be answered, which MQTT.js does for a message that it does not keep.
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
  const later = (cmd: "puback" | "pubrec", messageId: number): void => {
    const receivedOn = connection;
    whenWritten(() => {
      if (client.connected && connection === receivedOn) client["_sendPacket"]({ cmd, messageId, reasonCode: 0 });
    });
  };
  client.handleMessage = (packet, callback) => {
    take(packet);
    if (packet.qos === 1 && packet.messageId !== undefined) {
      later("puback", packet.messageId);
      callback(NOT_YET);
    } else callback();
  };
  client.options.customHandleAcks = (_topic, _message, packet, callback) => {
    if (packet.qos === 2 && packet.messageId !== undefined) {
      take(packet);
      later("pubrec", packet.messageId);
      callback(NOT_YET);
    } else callback(0);
  };
};
