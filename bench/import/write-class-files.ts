import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { syntheticClass } from '../../data/synthetic-class.ts';

/** A file and the department that it is for. */
export interface ClassFile {
  readonly department: string;
  readonly path: string;
  readonly rows: number;
}

const GENDERS: Readonly<Record<string, string>> = {
  MALE: '男',
  FEMALE: '女',
  NOT_STATED: '未说明',
  UNKNOWN: '未知',
};
const LEVELS: Readonly<Record<string, string>> = { MASTER: '硕士', DOCTOR: '博士' };
const LEAVES: Readonly<Record<string, string>> = {
  GRADUATION: '毕业离校',
  COMPLETION: '结业离校',
  PARTIAL: '肄业离校',
  WITHDRAWAL: '退学',
};

/** Writes a synthetic class as its departments would export it; in the order in which one imports them. */
export function writeClassFiles(directory: string, students: number): ClassFile[] {
  const { registry, library, archives, apartment, finance } = syntheticClass({ students, seed: 2020 });
  const write = (department: string, name: string, header: readonly string[], rows: readonly unknown[][]) => {
    const path = join(directory, `${name}.csv`);
    writeFileSync(path, stringify([header, ...rows], { record_delimiter: 'windows' }));
    return { department, path, rows: rows.length };
  };
  return [
    write(
      'registry',
      'registry-roster',
      [
        '学号',
        '姓名',
        '性别',
        '现在年级',
        '学院',
        '学院代码',
        '专业',
        '入学日期',
        '离校类别',
        '培养层次',
        '届',
      ],
      registry.map((one) => [
        one.studentId,
        one.name,
        GENDERS[one.gender],
        one.grade,
        one.college,
        one.collegeCode,
        one.major,
        one.enrollmentDate,
        LEAVES[one.leaveType],
        LEVELS[one.studyLevel],
        one.classYear,
      ]),
    ),
    write(
      'library',
      'library-loans',
      ['学号', '条码号', '题名', '应还日期'],
      library.flatMap(({ studentId, loans }) =>
        loans.map((one) => [studentId, one.loanId, one.title, one.dueOn]),
      ),
    ),
    write(
      'library',
      'library-fees',
      ['学号', '单号', '事由', '欠款金额(元)'],
      library.flatMap(({ studentId, fees }) =>
        fees.map((one) => [studentId, one.feeId, one.reason, one.amountFen / 100]),
      ),
    ),
    write(
      'library',
      'library-readers',
      ['学号', '证件状态', '违章状态', '论文提交状态'],
      library.map((one) => [one.studentId, one.cardLabel, one.violationLabel, one.thesisLabel]),
    ),
    write(
      'archives',
      'archives-thesis',
      ['学号', '论文提交状态'],
      archives.map((one) => [one.studentId, one.thesisLabel]),
    ),
    write(
      'apartment',
      'apartment-stays',
      ['学号', '校区', '园区', '楼宇', '房间号', '退宿日期', '退宿办理人', '住宿情况'],
      apartment.flatMap(({ studentId, residencyLabel, stays }) =>
        stays.length === 0
          ? [[studentId, '', '', '', '', '', '', residencyLabel]]
          : stays.map((one) => [
              studentId,
              one.campus,
              one.compound,
              one.building,
              one.room,
              one.checkoutDate,
              one.handler,
              residencyLabel,
            ]),
      ),
    ),
    write(
      'finance',
      'finance-charges',
      ['学号', '收费学年', '收费项目名称', '总欠款', '单据号'],
      finance.flatMap(({ studentId, charges }) =>
        charges.map((one) => [
          studentId,
          one.academicYear,
          one.chargeItemName,
          one.amountFen / 100,
          one.chargeId,
        ]),
      ),
    ),
    write(
      'finance',
      'finance-accounts',
      ['学号'],
      finance.map(({ studentId }) => [studentId]),
    ),
  ];
}
