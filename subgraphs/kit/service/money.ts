/** An amount as the graph shows it: hundredths of a yuan, and yuan written minimally. */
export interface Money {
  readonly fen: number;
  readonly yuan: string;
}

/** 68240 to `{ fen: 68240, yuan: '682.4' }`: no trailing zeros, no exponent (requirements D10). */
export function toMoney(fen: number): Money {
  const sign = fen < 0 ? '-' : '';
  const whole = Math.trunc(Math.abs(fen) / 100);
  const cents = String(Math.abs(fen) % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return { fen, yuan: `${sign}${whole}${cents ? `.${cents}` : ''}` };
}
