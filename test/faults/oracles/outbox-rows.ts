import type { SortedHistory } from '../sorted-history.ts';

/** O4: the outbox has exactly one row of type `submitted` for each submission. */
export function outboxRows({ submissions, outbox }: SortedHistory): string[] {
  const told = outbox.filter(({ type }) => type === 'submitted').map(({ serial }) => serial);
  const stored = submissions.map(({ serial }) => serial);
  return [
    ...stored
      .filter((serial) => !told.includes(serial))
      .map((serial) => `The outbox does not tell of ${serial}`),
    ...told
      .filter((serial) => !stored.includes(serial))
      .map((serial) => `The outbox tells of ${serial}, which is not stored`),
    ...told
      .filter((serial, index) => told.indexOf(serial) < index)
      .map((serial) => `The outbox tells of ${serial} twice`),
  ];
}
