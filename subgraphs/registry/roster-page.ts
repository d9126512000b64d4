import { fault } from '../kit/graph/graph-errors.ts';
import { parseStudentNumber } from '../kit/verdict/student-number.ts';
import type { RegistryRecord } from './records.ts';
import type { QueryStudentsArgs } from './schema.generated.ts';
import type { RosterFilter } from './students.ts';

/** A checked request for a page of the roster. */
export interface RosterRequest {
  readonly filter: RosterFilter;
  /** 1 to 500. */
  readonly first: number;
  readonly after: string | null;
}

const MOST = 500;

/** Checks the arguments of `students`. @throws BAD_USER_INPUT that names the argument and what was found */
export function readRosterRequest({ filter, first = 50, after }: QueryStudentsArgs): RosterRequest {
  if (first < 1 || first > MOST)
    throw fault(
      'BAD_USER_INPUT',
      `first 必须在 1 到 ${MOST} 之间。first must be 1 to ${MOST}, found ${first}.`,
    );
  const search = filter?.search?.trim() ?? null;
  const collegeCode = filter?.collegeCode ?? null;
  if (collegeCode !== null && !/^[\w-]{1,32}$/.test(collegeCode)) {
    throw fault('BAD_USER_INPUT', 'collegeCode 不是学院代码。collegeCode is no code of a college.');
  }
  if (search !== null && !/^[^\p{Cc}]{1,64}$/u.test(search)) {
    throw fault(
      'BAD_USER_INPUT',
      'search 必须为 1 至 64 个字符，不含控制字符。search must have 1 to 64 characters, none of them a control character.',
    );
  }
  return {
    first,
    after: after === null || after === undefined ? null : readCursor(after),
    filter: {
      collegeCode,
      classYear: filter?.classYear ?? null,
      studyLevel: filter?.studyLevel ?? null,
      search,
    },
  };
}

/** A Relay connection of at most `first` students, from up to one row more than that. */
export function toConnection(rows: readonly RegistryRecord[], { first, after }: RosterRequest) {
  const page = rows.slice(0, first);
  const nodes = page.map(({ studentId }) => ({ id: studentId }));
  const edges = nodes.map((node) => ({ node, cursor: toCursor(node.id) }));
  return {
    nodes,
    edges,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function toCursor(studentId: string): string {
  return Buffer.from(studentId).toString('base64url');
}

function readCursor(cursor: string): string {
  const number = parseStudentNumber(Buffer.from(cursor, 'base64url').toString());
  if (!number) throw fault('BAD_USER_INPUT', 'after 不是有效的游标。after is not a cursor of this list.');
  return number;
}
