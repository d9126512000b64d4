/** A class and the load that its peak day brings, operations a second (see the load to plan for in the requirements). */
export interface Scale {
  readonly title: string;
  readonly students: number;
  /** 08:00: half the class within a minute, three operations each. */
  readonly bell: number;
  /** Peak hour. */
  readonly mean: number;
  readonly burst: number;
  readonly submissions: number;
}

/** The two scales of the requirements that one gateway is to carry. */
export const scales = {
  school: {
    title: 'one graduate school',
    students: 4_500,
    bell: 113,
    mean: 8,
    burst: 42,
    submissions: 200,
  },
  university: {
    title: 'a very large university',
    students: 25_000,
    bell: 625,
    mean: 47,
    burst: 234,
    submissions: 400,
  },
} as const satisfies Record<string, Scale>;

/** How a proxy treats a department. */
export type DepartmentState = 'up' | 'slow' | 'down';

/** One load, for as many seconds as the run was told. */
export interface Shape {
  readonly name: string;
  /** Operations a second, in equal parts of the time. */
  readonly rates: readonly number[];
  /** `opened`: a student opens the page and reloads it twice. `polled`: another student each time asks for the verdicts. */
  readonly how: 'opened' | 'polled';
  /** The library, in equal parts of the time. */
  readonly library: readonly DepartmentState[];
  readonly submissions: number;
}

/** The loads in the order in which they run; the first finds nothing remembered. */
export function shapesOf({ bell, mean, burst, submissions }: Scale): readonly Shape[] {
  const usual = { rates: [burst], how: 'polled', library: ['up'], submissions: 0 } as const;
  return [
    { ...usual, name: 'bell, cold cache', rates: [bell], how: 'opened' },
    { ...usual, name: 'polling, mean then burst', rates: [mean, burst] },
    { ...usual, name: 'library slow (2 s)', library: ['slow'] },
    { ...usual, name: 'library down', library: ['down'] },
    { ...usual, name: 'library returns', library: ['down', 'down', 'up', 'up', 'up'] },
    { ...usual, name: 'submit storm in reads', submissions },
  ];
}
