import type { ReactElement } from 'react';

/** The pictures of the pages; each stands beside a text that says the same. */
export type IconName =
  | 'passed'
  | 'failed'
  | 'unknown'
  | 'down'
  | 'phone'
  | 'place'
  | 'notice'
  | 'refresh'
  | 'print'
  | 'star'
  | 'arrow';

const paths = {
  passed: 'M4 12.5l5.5 5.5L20 7',
  failed: 'M6 6l12 12M18 6L6 18',
  unknown: 'M9 9.2a3 3 0 1 1 4.4 2.7c-1 .5-1.4 1.1-1.4 2.3M12 18v.01',
  down: 'M3 3l18 18M8.5 12.5a5 5 0 0 1 4-1.4M5 9a10 10 0 0 1 4-2.3M13 6.2A10 10 0 0 1 19 9M12 17.5v.01',
  phone: 'M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z',
  place:
    'M12 21c4.5-5 7-8.5 7-11.5a7 7 0 0 0-14 0C5 12.500 7.500 16 12 21zM12 11.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  notice: 'M6 3h9l4 4v14H6zM9.500 11h6M9.500 15h6M14.500 3v4.500H19',
  refresh: 'M20 11a8 8 0 1 0-2.300 6.300M20 5v6h-6',
  print: 'M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z',
  star: 'M12 3.500l2.600 5.500 6 .800-4.400 4.200 1.100 6L12 17.100 6.700 20l1.100-6L3.400 9.800l6-.800z',
  arrow: 'M9 5l7 7-7 7',
} as const satisfies Record<IconName, string>;

/** A picture of lines in the colour of the text around it, hidden from readers of the text. */
export function Icon({ name }: { name: IconName }): ReactElement {
  return (
    <svg className="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
