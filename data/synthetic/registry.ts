import type { RegistryRecord } from '../../subgraphs/registry/records.ts';
import { colleges } from './colleges.ts';
import { personName } from './names.ts';
import type { Random, Weighted } from './random.ts';

/** A way to the degree: the letters of the student number, the level and the year of entry. */
interface Track {
  readonly letters: 'TS' | 'ZS' | 'TB';
  readonly studyLevel: 'MASTER' | 'DOCTOR';
  readonly enrollmentDate: string;
}

const TRACKS: readonly Weighted<Track>[] = [
  [52, { letters: 'TS', studyLevel: 'MASTER', enrollmentDate: '2017-09-08' }],
  [33, { letters: 'ZS', studyLevel: 'MASTER', enrollmentDate: '2017-09-08' }],
  [6, { letters: 'ZS', studyLevel: 'MASTER', enrollmentDate: '2018-09-07' }],
  [3, { letters: 'TB', studyLevel: 'DOCTOR', enrollmentDate: '2015-09-11' }],
  [4, { letters: 'TB', studyLevel: 'DOCTOR', enrollmentDate: '2016-09-09' }],
  [2, { letters: 'TB', studyLevel: 'DOCTOR', enrollmentDate: '2017-09-08' }],
];

const LEAVE_TYPES: readonly Weighted<RegistryRecord['leaveType']>[] = [
  [985, 'GRADUATION'],
  [12, 'COMPLETION'],
  [3, 'PARTIAL'],
];

/** The student at this place of the register (from 0): a master or doctor of 2020, four in a thousand on no roster. */
export function syntheticStudent(index: number, seed: number, random: Random): RegistryRecord {
  const { letters, studyLevel, enrollmentDate } = random.weighted(TRACKS);
  const gender = random.chance(0.62) ? 'MALE' : 'FEMALE';
  const college = random.weighted(colleges);
  return {
    studentId: `${letters}${enrollmentDate.slice(2, 4)}${opaqueDigits(index, seed)}`,
    name: personName(gender, random),
    gender,
    grade: enrollmentDate.slice(0, 4),
    college: college.name,
    collegeCode: college.code,
    major: random.pick(college.majors),
    enrollmentDate,
    leaveType: random.weighted(LEAVE_TYPES),
    studyLevel,
    classYear: random.chance(0.004) ? null : 2020,
  };
}

/**
 * Eight digits without an order that anyone could read, distinct for up to 10^8 places: the factor shares no divisor
 * with 10^8. Golden numbers have a letter after TS2020, so the two never meet.
 */
function opaqueDigits(index: number, seed: number): string {
  // Fibonacci hashing: neighbouring seeds begin far apart.
  const offset = Math.imul(seed, 0x9e3779b1) >>> 0;
  return String((index * 38_196_637 + offset) % 100_000_000).padStart(8, '0');
}
