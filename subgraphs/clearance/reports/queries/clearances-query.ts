import { parseStudentNumber } from '../../../kit/verdict/student-number.ts';
import { auditLookUp, requireRole } from '../../record/actor.ts';
import { badInput } from '../../record/input-text.ts';
import type { QueryResolvers } from '../../schema.generated.ts';
import { studentsIn } from '../figures/scope.ts';
import { readClearanceRows } from './clearance-rows.ts';
import { readScope } from './read-scope.ts';
import { departmentsFor, type ReportParts } from './report-query.ts';

const MOST = 500;

/**
 * `Query.clearances`: a page of students from the read model, in order of number.
 *
 * Staff find by their own department's outcomes and reasons, and by the overall conclusion; who listed what leaves a row in
 * the audit log at the first page.
 */
export function createClearancesQuery({
  db,
  profile,
  model: currentModel,
}: ReportParts): NonNullable<QueryResolvers['clearances']> {
  return async (_parent, { filter, first, after }, { viewer }) => {
    const own = departmentsFor(viewer, profile);
    const actor = requireRole(viewer, ['registrar', ...own.map((code) => `staff:${code}`)]);
    if (first < 1 || first > MOST)
      throw badInput('first', `必须在 1 到 ${MOST} 之间`, `must be 1 to ${MOST}, found ${first}`);
    const begin = after === null || after === undefined ? null : readCursor(after);
    const read = readScope(filter, own);
    // Reasons are a department's own affair: staff look for theirs.
    const scope =
      read.reasons && actor.role !== 'registrar' ? { ...read, departments: read.departments ?? own } : read;
    if (begin === null) await auditLookUp(db, actor, 'clearances-read', '-');
    const model = await currentModel();
    const ids = studentsIn(model, scope).map((index) => model.columns.ids[index] ?? '');
    const later = begin === null ? ids : ids.filter((id) => id > begin);
    // One more than the page shows tells whether there is another.
    const page = later.sort().slice(0, first);
    const rows = await readClearanceRows(db, profile, page, own);
    const edges = rows.map((node) => ({ cursor: toCursor(node.studentId), node }));
    return {
      edges,
      nodes: rows,
      pageInfo: {
        hasNextPage: later.length > page.length,
        hasPreviousPage: begin !== null,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
      totalCount: ids.length,
    };
  };
}

function toCursor(studentId: string): string {
  return Buffer.from(studentId).toString('base64url');
}

function readCursor(cursor: string): string {
  const number = parseStudentNumber(Buffer.from(cursor, 'base64url').toString());
  if (!number) throw badInput('after', '不是有效的游标', 'is not a cursor of this list');
  return number;
}
