import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { fault } from '../kit/graph/graph-errors.ts';
import type { ReadService } from '../kit/identity/service-verifier.ts';
import { parseStudentNumber } from '../kit/verdict/student-number.ts';
import { readRoster } from './students.ts';
import type { RegistryTables } from './tables.ts';

const PAGE = 500;
const everybody = { collegeCode: null, classYear: null, studyLevel: null, search: null };

/**
 * Serves `GET /roster?after=NUMBER` to the clearance subgraph, for its read model:
 * `{ "students": [...], "next": NUMBER | null }`, at most 500 students, in order of number, those on no class's roster too.
 *
 * The registry tells of no events, and a service that reads for itself has no `students`; so this is how it learns who
 * there is. 401 without that service's token, 400 for an `after` that is no student number.
 */
export function addRosterRoute(
  app: FastifyInstance,
  readService: ReadService,
  db: Kysely<RegistryTables>,
): void {
  app.get('/roster', async (request, reply) => {
    if ((await readService(request.headers.authorization)).role !== 'clearance')
      throw fault('UNAUTHENTICATED');
    const { after } = request.query as { after?: unknown };
    if (after !== undefined && (typeof after !== 'string' || parseStudentNumber(after) === null))
      throw fault('BAD_USER_INPUT');
    const rows = await readRoster(db, everybody, PAGE + 1, after ?? null);
    const page = rows.slice(0, PAGE);
    const students = page.map(
      ({ studentId, name, classYear, collegeCode, college, major, studyLevel, leaveType }) => ({
        studentId,
        name,
        classYear,
        collegeCode,
        college,
        major,
        studyLevel,
        leaveType,
      }),
    );
    const next = rows.length > PAGE ? (page.at(-1)?.studentId ?? null) : null;
    return reply.header('cache-control', 'no-store').send({ students, next });
  });
}
