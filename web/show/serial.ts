/** A serial in groups of four, as it is printed: `75EJ BK3T 36S6 …`. */
export function spacedSerial(serial: string): string {
  return serial.match(/.{1,4}/g)?.join(' ') ?? serial;
}
