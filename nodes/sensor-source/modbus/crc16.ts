const POLYNOMIAL = 0xa001;

/** Checksum of an RTU frame (MODBUS over serial line 1.02, section 6.2.2), low byte first on the line. */
export const crc16 = (bytes: Uint8Array): number => {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ POLYNOMIAL : crc >> 1;
  }
  return crc;
};
