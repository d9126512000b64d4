/**
 * The text with full-width letters, digits and signs as ASCII ones (６０ to 60, （元） to (元), ￥ to ¥).
 *
 * Not NFKC, which would also turn 5² into 52 and ① into 1.
 */
export function foldFullWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\uFFE5', '\u00A5')
    .replaceAll('\u3000', ' ')
    .replaceAll('\u2212', '-');
}
