/**
 * The client library, loaded when a flow asks for it. Its writer would keep a buffer for each of the 65,536 numbers that a packet
 * may carry, some 9 MB, to spare an allocation when it writes; a source writes acknowledgements only.
 */
export const loadMqtt = async (): Promise<typeof import("mqtt")> => {
  const { writeToStream } = await import("mqtt-packet");
  writeToStream.cacheNumbers = false;
  return import("mqtt");
};
