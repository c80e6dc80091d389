/**
 * The longest payload that is read: a minute of a 25.6 kHz waveform as base64 is half of it. Reading a longer one would hold up all
 * other nodes for seconds.
 */
export const MOST_BYTES = 16 * 1024 * 1024;
