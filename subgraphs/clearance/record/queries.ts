import type { Kysely } from 'kysely';
import { fault } from '../../kit/graph/graph-errors.ts';
import { requireStudentNumber } from '../../kit/graph/viewer.ts';
import { parseStudentNumber } from '../../kit/verdict/student-number.ts';
import type { ClearanceTables } from '../database/tables.ts';
import type { QueryResolvers } from '../schema.generated.ts';
import { presentSubmission } from '../submission/record.ts';
import { auditLookUp, requireRole } from './actor.ts';
import { listAudit, readAuditFilter } from './audit-entries.ts';
import { findSubmission, listReopenings, listReviewCases, listSubmissions } from './lists.ts';
import { readPage, toConnection } from './page.ts';
import { presentReviewCase } from './present.ts';
import { parseSerial } from './serial-text.ts';

type Db = Kysely<ClearanceTables>;

/** The record's queries. What a caller may not see of somebody's services looks as if there were none. */
export function createRecordQueries(db: Db) {
  return {
    completedServices: completedServices(db),
    completedService: completedService(db),
    reviewCases: async (_parent, { state = null, studentId = null, ...args }, { viewer }) => {
      const actor = requireRole(viewer, ['registrar', 'desk']);
      const page = readPage(args, 200);
      const filter = { state, studentId: studentId === null ? null : requireStudentNumber(studentId) };
      if (filter.studentId !== null) await auditLookUp(db, actor, 'review-cases-read', filter.studentId);
      const rows = await listReviewCases(db, filter, page);
      return toConnection(
        rows.map(({ number, node }) => ({ number, node: presentReviewCase(node) })),
        page,
      );
    },
    reopenings: async (_parent, { state = null, studentId = null, ...args }, { viewer }) => {
      const actor = requireRole(viewer, ['registrar']);
      const page = readPage(args, 200);
      const filter = { state, studentId: studentId === null ? null : requireStudentNumber(studentId) };
      if (filter.studentId !== null) await auditLookUp(db, actor, 'reopenings-read', filter.studentId);
      return toConnection(await listReopenings(db, filter, page), page);
    },
    auditLog: async (_parent, args, { viewer }) => {
      const actor = requireRole(viewer, ['registrar']);
      const page = readPage(args, 200);
      const filter = readAuditFilter(args.filter);
      if (filter.studentId !== null) await auditLookUp(db, actor, 'audit-log-read', filter.studentId);
      return toConnection(await listAudit(db, filter, page), page);
    },
  } satisfies QueryResolvers;
}

function completedServices(db: Db): NonNullable<QueryResolvers['completedServices']> {
  return async (_parent, { studentId = null, ...args }, { viewer }) => {
    if (viewer.kind === 'anonymous') throw fault('UNAUTHENTICATED');
    const page = readPage(args, 100);
    const { sub, role } = viewer;
    const whose = role === 'registrar' || studentId !== null ? requireStudentNumber(studentId) : sub;
    if (role === 'registrar') await auditLookUp(db, { sub, role }, 'completed-services-read', whose);
    else if (role !== 'student' || whose !== sub) return toConnection([], page);
    const rows = await listSubmissions(db, whose, page);
    return toConnection(
      rows.map(({ number, node }) => ({ number, node: presentSubmission(node) })),
      page,
    );
  };
}

function completedService(db: Db): NonNullable<QueryResolvers['completedService']> {
  return async (_parent, { serial: text }, { viewer }) => {
    if (viewer.kind === 'anonymous') throw fault('UNAUTHENTICATED');
    const { sub, role } = viewer;
    const serial = parseSerial(text);
    if (serial === null || (role !== 'registrar' && !isStudent(viewer))) return null;
    const found = await findSubmission(db, serial, role === 'registrar' ? null : sub);
    if (found && role === 'registrar')
      await auditLookUp(db, { sub, role }, 'completed-service-read', found.studentId, serial);
    return found && presentSubmission(found.row);
  };
}

function isStudent({ sub, role }: { readonly sub: string; readonly role: string }): boolean {
  return role === 'student' && parseStudentNumber(sub) !== null;
}
