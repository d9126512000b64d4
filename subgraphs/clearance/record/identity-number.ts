const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** Whether a text holds a citizen's identity number (GB 11643): 18 digits whose birthday and check digit fit. */
export function isIdentityNumber(text: string): boolean {
  const found = text
    .normalize('NFKC')
    .replace(/[\s-]/g, '')
    .toUpperCase()
    .match(/(?<!\d)\d{17}[\dX](?!\d)/g);
  return (found ?? []).some(fits);
}

function fits(number: string): boolean {
  const month = Number(number.slice(10, 12));
  const day = Number(number.slice(12, 14));
  if (!/^(18|19|20)$/.test(number.slice(6, 8)) || month < 1 || month > 12 || day < 1 || day > 31)
    return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number.charAt(at)), 0);
  return CHECKS.charAt(sum % 11) === number.charAt(17);
}
