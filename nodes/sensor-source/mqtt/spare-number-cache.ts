import { writeToStream } from "mqtt-packet";

/**
 * The writer of MQTT packets would keep a buffer for each of the 65,536 numbers that a packet may carry, some 9 MB, to spare an
 * allocation when it writes. It makes them at the first packet of any client in this process, Node-RED's own too, so it is told
 * before a flow starts.
 */
export const spareNumberCache = (): void => {
  writeToStream.cacheNumbers = false;
};
