import { fault } from '../kit/graph/graph-errors.ts';
import { studentNotFound } from '../kit/graph/problem.ts';
import { createRequestLoader } from '../kit/graph/request-loader.ts';
import { scalars } from '../kit/graph/scalars.ts';
import { requireStaff, requireStudentNumber, visibleStudent } from '../kit/graph/viewer.ts';
import type { PresentArchives } from './present.ts';
import type { Resolvers } from './schema.generated.ts';
import { type ArchivesStore, recordThesis } from './writes.ts';

/** The archives' resolvers over their store. */
export function createArchivesResolvers(store: ArchivesStore, present: PresentArchives): Resolvers {
  const factsOf = createRequestLoader((ids) => store.read(store.db, ids));
  return {
    ...scalars,
    Student: {
      __resolveReference: visibleStudent,
      archives: async ({ id }, _args, context) => present(await factsOf(context).load(id)),
    },
    Mutation: {
      recordArchivesThesis: async (_parent, { input }, { viewer }) => {
        requireStaff(viewer, 'archives');
        const studentId = requireStudentNumber(input.studentId);
        const change = await recordThesis(store, studentId, requireLabel(input.label ?? ''));
        if (change.kind === 'student-not-found') return studentNotFound();
        const alreadyRecorded = change.result === 'already-recorded';
        return { __typename: 'ArchivesThesisRecorded', archives: present(change.facts), alreadyRecorded };
      },
    },
  };
}

// Neither control characters (a database refuses NUL) nor halves of a character.
const LABEL = /^[^\p{Cc}\p{Cs}]{0,64}$/u;

function requireLabel(text: string): string {
  const label = text.trim();
  if (LABEL.test(label)) return label;
  throw fault(
    'BAD_USER_INPUT',
    '论文提交状态最多 64 个字符，不含控制字符。The thesis state has at most 64 characters, none of them a control character.',
  );
}
