import type { ApartmentRecord } from '../../subgraphs/apartment/records.ts';
import { handlerName } from './names.ts';
import type { Random, Weighted } from './random.ts';
import { closedStay, openStay } from './rooms.ts';

const EXCEPTIONS = 0.07;
/** Of those who pass. */
const NON_RESIDENTS = 0.043;
const MOVED_ONCE = 0.08;

/** What is open at the apartment office; null: the office does not know the student. */
type Open = (studentId: string, random: Random) => Pick<ApartmentRecord, 'residencyLabel' | 'stays'> | null;

const OPEN: readonly Weighted<Open>[] = [
  [58, (id, random) => ({ residencyLabel: '在住', stays: [openStay(id, 1, random)] })],
  [11, (id, random) => ({ residencyLabel: '在住', stays: [halfFilledStay(id, random)] })],
  [7, (id, random) => ({ residencyLabel: '在住', stays: [stayAhead(id, random)] })],
  [
    14,
    (id, random) => ({ residencyLabel: '在住', stays: [closedStay(id, 1, random), openStay(id, 2, random)] }),
  ],
  // The statement and the rooms disagree.
  [2, (id, random) => ({ residencyLabel: '未在校住宿', stays: [openStay(id, 1, random)] })],
  [6, () => ({ residencyLabel: null, stays: [] })],
  [2, () => null],
];

/** The student at the apartment office; null where the office does not know them. */
export function syntheticApartment(studentId: string, random: Random): ApartmentRecord | null {
  const found = random.chance(EXCEPTIONS)
    ? random.weighted(OPEN)(studentId, random)
    : settled(studentId, random);
  return found === null ? null : { studentId, ...found, asOf: null };
}

function settled(studentId: string, random: Random): ReturnType<Open> {
  if (random.chance(NON_RESIDENTS))
    return { residencyLabel: random.pick(['未在校住宿', '未住宿']), stays: [] };
  const rooms = random.chance(MOVED_ONCE) ? [1, 2] : [1];
  return { residencyLabel: '已退宿', stays: rooms.map((n) => closedStay(studentId, n, random)) };
}

/** A date without a handler, or the reverse. */
function halfFilledStay(studentId: string, random: Random) {
  const stay = openStay(studentId, 1, random);
  return random.chance(0.5)
    ? { ...stay, checkoutDate: '2020-06-15' }
    : { ...stay, handler: handlerName(random) };
}

/** A checkout whose day lies ahead whenever the class is loaded: the sample has no clock. */
function stayAhead(studentId: string, random: Random) {
  return { ...openStay(studentId, 1, random), checkoutDate: '2099-06-30', handler: handlerName(random) };
}
