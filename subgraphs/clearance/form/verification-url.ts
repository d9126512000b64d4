/** Longer texts are refused before anything looks into them. */
const MAX_LENGTH = 4096;
const PATH = '/v#';
const SCANNED = /^https?:\/\/[^\s#]+\/v#([^#]+)$/;

/** Where a form can be checked. The claim is in the fragment, which browsers send to no server, so no log keeps it. */
export function verificationUrl(publicUrl: string, code: string): string {
  return `${publicUrl}${PATH}${code}`;
}

/**
 * The claim of what a QR code said: of a verification URL, or the text itself. Whose URL it is does not count, only the
 * signature does: forms must hold after the service has moved to another address. Null above 4096 characters.
 */
export function claimOfText(text: string): string | null {
  if (text.length > MAX_LENGTH) return null;
  const trimmed = text.trim();
  return SCANNED.exec(trimmed)?.[1] ?? trimmed;
}
