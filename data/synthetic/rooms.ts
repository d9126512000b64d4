import type { StayRecord } from '../../subgraphs/apartment/records.ts';
import { rowId } from '../row-id.ts';
import { handlerName } from './names.ts';
import type { Random, Weighted } from './random.ts';

interface Compound {
  readonly campus: string;
  readonly compound: string;
  readonly buildings: readonly string[];
}

const COMPOUNDS: readonly Weighted<Compound>[] = [
  [5, { campus: '南湖', compound: '梅苑', buildings: ['梅1楼', '梅2楼', '梅3楼', '梅4楼'] }],
  [4, { campus: '南湖', compound: '松苑', buildings: ['松1楼', '松2楼', '松3楼'] }],
  [4, { campus: '南湖', compound: '竹苑', buildings: ['竹1楼', '竹2楼', '竹3楼'] }],
  [3, { campus: '南湖', compound: '桃苑', buildings: ['桃1楼', '桃2楼', '桃3楼'] }],
  [4, { campus: '文昌', compound: '研究生苑', buildings: ['西24楼', '西25楼', '西26楼'] }],
];

/** A room that the student still has; `n` counts the student's rooms from 1. */
export function openStay(studentId: string, n: number, random: Random): StayRecord {
  const { campus, compound, buildings } = random.weighted(COMPOUNDS);
  return {
    stayId: rowId('stay', studentId, n),
    campus,
    compound,
    building: random.pick(buildings),
    room: `${random.pick(['A', 'B', 'C'])}${random.int(1, 6)}${String(random.int(1, 40)).padStart(2, '0')}${random.int(1, 4)}`,
    checkoutDate: null,
    handler: null,
  };
}

/** A room that the student left in June 2020. */
export function closedStay(studentId: string, n: number, random: Random): StayRecord {
  const day = `2020-06-${String(random.int(1, 20)).padStart(2, '0')}`;
  return { ...openStay(studentId, n, random), checkoutDate: day, handler: handlerName(random) };
}
