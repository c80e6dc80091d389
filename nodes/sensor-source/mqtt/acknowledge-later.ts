import type { IPublishPacket, MqttClient } from "mqtt";

/** Tells the client not to acknowledge; it goes on with the next packet. For QoS 2 the client also emits it as an error. */
export const NOT_YET = new Error("acknowledged once it is written");

/** A message that is taken only later, when others have come: `released` says when. */
export interface Held {
  readonly released: Promise<void>;
}

/** Takes a message; a promise if the next one has to wait for it. Never rejects. */
export type TakePacket = (packet: IPublishPacket) => Promise<void> | Held | undefined;

/** A broker holds back after some 20 unacknowledged messages (Mosquitto's max_inflight_messages), also what a held one waits for. */
const MOST_HELD = 12;

/** Takes messages one after another, in their order: MQTT.js waits with the next one until it is called back. */
export const takeInOrder = (client: MqttClient, take: TakePacket): void => {
  client.handleMessage = (packet, callback) => afterwards(take(packet), () => callback());
};

const afterwards = (taken: ReturnType<TakePacket>, then: (held?: Held) => void): void => {
  if (taken === undefined) then();
  else if ("released" in taken) then(taken);
  else void taken.finally(then);
};

/**
 * Sends the PUBACK of a QoS 1 message, and the PUBREC of a QoS 2 message, only when its samples are written, while further messages
 * come in. MQTT.js holds the next packet back until it is called back, and leaves out the acknowledgement if that is with an
 * error: so it is called back at once, and the acknowledgement follows by the client's own sender. A packet id is only valid
 * within its connection ([MQTT-2.3.1]): after a reconnect the old ones are forgotten, the broker sends those messages again.
 *
 * QoS 2: MQTT.js itself sends the PUBREC at once and keeps the message in memory until the PUBREL. A broker never sends a message
 * again after its PUBREC, so that a kill between the two would lose it: here the message is taken before the PUBREC
 * ([MQTT-4.3.3], method B), and the PUBREL only has to be answered, which MQTT.js does for a message that it does not keep.
 *
 * A message that is held back is acknowledged when it is released and written; of more than `MOST_HELD` the oldest is
 * acknowledged before, because the broker would send nothing more.
 */
export const acknowledgeLater = (
  client: MqttClient,
  take: TakePacket,
  whenWritten: (written: () => void) => void,
): void => {
  let connection = 0;
  client.on("close", () => {
    connection++;
  });
  const waiting: (() => void)[] = [];
  const later = (cmd: "puback" | "pubrec", messageId: number, receivedOn: number, held?: Held): void => {
    let asked = false;
    const acknowledge = (): void => {
      if (asked) return;
      asked = true;
      whenWritten(() => {
        if (client.connected && connection === receivedOn) client["_sendPacket"]({ cmd, messageId, reasonCode: 0 });
      });
    };
    if (!held) {
      acknowledge();
      return;
    }
    void held.released.then(acknowledge);
    waiting.push(acknowledge);
    if (waiting.length > MOST_HELD) waiting.shift()?.();
  };
  client.handleMessage = (packet, callback) => {
    const receivedOn = connection;
    afterwards(take(packet), (held) => {
      if (packet.qos === 1 && packet.messageId !== undefined) {
        later("puback", packet.messageId, receivedOn, held);
        callback(NOT_YET);
      } else callback();
    });
  };
  client.options.customHandleAcks = (_topic, _message, packet, callback) => {
    const { messageId, qos } = packet;
    const receivedOn = connection;
    if (qos !== 2 || messageId === undefined) callback(0);
    else {
      afterwards(take(packet), (held) => {
        later("pubrec", messageId, receivedOn, held);
        callback(NOT_YET);
      });
    }
  };
};
