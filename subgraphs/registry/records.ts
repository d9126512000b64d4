import type { Gender, LeaveType, StudyLevel } from './schema.generated.ts';

/** One student of the graduate school's register. */
export interface RegistryRecord {
  readonly studentId: string;
  readonly name: string;
  readonly gender: Gender;
  /** Entry-year grade, e.g. `2017`. */
  readonly grade: string;
  readonly college: string;
  readonly collegeCode: string;
  readonly major: string;
  /** `YYYY-MM-DD` */
  readonly enrollmentDate: string;
  readonly leaveType: LeaveType;
  readonly studyLevel: StudyLevel;
  /** The class whose roster the student is on; null: on none. */
  readonly classYear: number | null;
}
