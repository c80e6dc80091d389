/** Bytes that are no payload, with the reason; the only thing that the decoder throws. */
export class MalformedPayload extends Error {
  override readonly name = "MalformedPayload";
}
