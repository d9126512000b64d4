const DAY_MS = 86_400_000;
// Shanghai has no daylight saving.
const OFFSET_MS = 8 * 3_600_000;

/**
 * The instant that lies so many working days after another: Monday to Friday in Asia/Shanghai, without holidays, whose
 * calendar nobody has given us. What begins on a weekend begins on Monday at 00:00.
 */
export function afterWorkingDays(from: number, days: number): number {
  let local = from + OFFSET_MS;
  if (isWeekend(local)) {
    while (isWeekend(local)) local = Math.floor(local / DAY_MS + 1) * DAY_MS;
  }
  for (let left = days; left > 0; ) {
    local += DAY_MS;
    if (!isWeekend(local)) left -= 1;
  }
  return local - OFFSET_MS;
}

function isWeekend(local: number): boolean {
  // 1970-01-01 was a Thursday.
  const day = (Math.floor(local / DAY_MS) + 4) % 7;
  return day === 0 || day === 6;
}
