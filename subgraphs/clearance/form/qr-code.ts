import QRCode from 'qrcode';
import type { QrCode } from '../schema.generated.ts';

/** Characters that a QR code of version 13 holds at level M (ISO/IEC 18004): printed 31 mm wide it is still read by old phones. */
export const MAX_QR_TEXT = 331;

/** Modules of white around the code that the standard asks for. */
const QUIET_ZONE = 4;

/** A text as a QR code of level M: a standalone SVG document, black on white. */
export async function drawQrCode(text: string): Promise<QrCode> {
  const options = { type: 'svg', errorCorrectionLevel: 'M', margin: QUIET_ZONE } as const;
  return { svg: (await QRCode.toString(text, options)).trim(), text };
}
