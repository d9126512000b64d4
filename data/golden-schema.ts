import { z } from 'zod';

const day = z.iso.date();
const text = z.string().min(1);
const label = z.string().nullable();

/** One golden student complete, as `golden.yml` spells it; a key that is not here is refused. */
export const goldenStudentSchema = z.strictObject({
  registry: z.strictObject({
    gender: z.enum(['MALE', 'FEMALE', 'NOT_STATED', 'UNKNOWN']),
    grade: text,
    college: text,
    collegeCode: text,
    major: text,
    enrollmentDate: day,
    leaveType: z.enum(['GRADUATION', 'COMPLETION', 'PARTIAL', 'WITHDRAWAL']),
    studyLevel: z.enum(['MASTER', 'DOCTOR']),
    classYear: z.int().nullable(),
  }),
  library: z.strictObject({
    card: label,
    violations: label,
    thesis: label,
    loans: z.array(z.strictObject({ title: text, due: day })),
    fees: z.array(z.strictObject({ reason: text, fen: z.int() })),
  }),
  archives: z.strictObject({ thesis: label }),
  apartment: z.strictObject({
    residency: label,
    stays: z.array(
      z.strictObject({
        campus: label,
        compound: label,
        building: label,
        room: label,
        checkout: day.nullable(),
        handler: label,
      }),
    ),
  }),
  finance: z.strictObject({
    charges: z.array(z.strictObject({ year: z.int(), item: text, fen: z.int() })),
  }),
});

/** A golden student complete. Money in hundredths of a yuan, days `YYYY-MM-DD`. */
export type GoldenStudent = z.infer<typeof goldenStudentSchema>;

const departmentKeys = goldenStudentSchema.keyof();
const someKeys = z.record(z.string(), z.unknown());

/** The file before cases and defaults are joined: departments are known by name, their keys are checked after joining. */
export const goldenFileSchema = z.strictObject({
  everyonePasses: z.record(departmentKeys, someKeys),
  cases: z.record(z.string().regex(/^[FS]\d+[A-Z]?$/), z.partialRecord(departmentKeys, someKeys)),
});
