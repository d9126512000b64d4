import { type Kysely, sql } from 'kysely';
import type { ClearanceTables } from '../../database/tables.ts';
import { type HourRow, readHourCounts } from './hour-counts.ts';

/** Beginning of an instant's hour. */
export function hourOf(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 3_600_000) * 3_600_000);
}

/** Stores how it stands in an hour, overwriting what was stored of it before. */
export async function storeHour(
  db: Kysely<ClearanceTables>,
  hour: Date,
  rows: readonly HourRow[],
): Promise<void> {
  const json = JSON.stringify(rows);
  await sql`
    insert into clearance.report_hour (hour, class_year, college_code, counts)
    select ${hour}::timestamptz, "classYear", "collegeCode", counts
    from jsonb_to_recordset(${json}::text::jsonb) as i("classYear" int, "collegeCode" text, counts jsonb)
    on conflict (hour, class_year, college_code) do update set counts = excluded.counts`.execute(db);
}

/** What was stored at an hour. */
export interface StoredHour {
  readonly hour: Date;
  readonly rows: readonly HourRow[];
}

/**
 * Hours from one instant to before another, oldest first.
 *
 * @param every `hour`, or only the last that was stored of each day in Shanghai
 * @param classYears null: all
 */
export async function readHours(
  db: Kysely<ClearanceTables>,
  {
    from,
    until,
    every,
    classYears,
  }: {
    from: Date;
    until: Date;
    every: 'hour' | 'day';
    classYears: readonly number[] | null;
  },
): Promise<StoredHour[]> {
  const { rows } = await sql<{ hour: Date; class_year: number; college_code: string; counts: unknown }>`
    with wanted as (
      select max(hour) as hour
      from clearance.report_hour
      where hour >= ${from}::timestamptz and hour < ${until}::timestamptz
      group by case when ${every === 'day'} then (hour at time zone 'Asia/Shanghai')::date::text else hour::text end
    )
    select r.hour, r.class_year, r.college_code, r.counts from clearance.report_hour r
    join wanted w on w.hour = r.hour
    where ${classYears === null} or r.class_year = any(${classYears ?? []}::int[])
    order by r.hour`.execute(db);
  const hours = Map.groupBy(rows, ({ hour }) => hour.getTime());
  return [...hours].map(([hour, of]) => ({
    hour: new Date(hour),
    rows: of.map(({ class_year, college_code, counts }) => ({
      classYear: class_year,
      collegeCode: college_code,
      counts: readHourCounts(counts),
    })),
  }));
}
