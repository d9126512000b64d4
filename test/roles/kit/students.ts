import type { RegistryRecord } from '../../../subgraphs/registry/records.ts';

/** A student of the register. */
export function studentOf(studentId: string): RegistryRecord {
  return {
    studentId,
    name: '样例甲',
    gender: 'FEMALE',
    grade: '2017',
    college: '矿业工程学院',
    collegeCode: '02',
    major: '采矿工程',
    enrollmentDate: '2017-09-08',
    leaveType: 'GRADUATION',
    studyLevel: 'MASTER',
    classYear: 2020,
  };
}
