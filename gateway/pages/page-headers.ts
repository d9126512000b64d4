/** Nothing inline, nothing from another host. A page of ours is never framed. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const NOTHING_OF_THE_DEVICE = 'microphone=(), geolocation=(), payment=(), usb=()';

/**
 * Headers of every page. 360's browsers and IE take their newest engine.
 *
 * @param camera whether the page may ask for the camera: the desk only
 */
export function pageHeaders(camera: 'camera' | 'no camera' = 'no camera'): Readonly<Record<string, string>> {
  return {
    'content-security-policy': POLICY,
    'permissions-policy': `camera=(${camera === 'camera' ? 'self' : ''}), ${NOTHING_OF_THE_DEVICE}`,
    'x-ua-compatible': 'IE=edge',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
  };
}
