import { createHmac, type KeyObject, sign } from 'node:crypto';

/** Text or JSON in base64url. */
export const b64 = (value: string | object) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** The three parts of a compact JWS, decoded. */
export function partsOf(jws: string) {
  const [header = '', payload = '', signature = ''] = jws.split('.');
  const json = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
  return { header: json(header), payload: json(payload), signature };
}

/** A compact JWS with any header and payload, signed with Ed25519. */
export function signRaw(header: string | object, payload: string | object, key: KeyObject): string {
  const input = `${b64(header)}.${b64(payload)}`;
  return `${input}.${sign(null, Buffer.from(input), key).toString('base64url')}`;
}

/** The same with HMAC-SHA256 under any bytes. */
export function macRaw(header: object, payload: object, secret: Uint8Array | string): string {
  const input = `${b64(header)}.${b64(payload)}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}
