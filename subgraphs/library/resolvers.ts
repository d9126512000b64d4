import { refusal, studentNotFound } from '../kit/graph/problem.ts';
import { createRequestLoader } from '../kit/graph/request-loader.ts';
import { scalars } from '../kit/graph/scalars.ts';
import {
  requireSelfOrStaff,
  requireStaff,
  requireStudentNumber,
  visibleStudent,
} from '../kit/graph/viewer.ts';
import type { Labels } from '../kit/service/profile-schema.ts';
import type { LibraryPresenter } from './present.ts';
import { cancelBlockersOf } from './rule.ts';
import type { Resolvers } from './schema.generated.ts';
import { cancelCard, type LibraryStore, recordThesis, restoreCard } from './writes.ts';

/** The library's resolvers over its store. */
export function createLibraryResolvers(
  store: LibraryStore,
  presenter: LibraryPresenter,
  labels: Labels,
): Resolvers {
  const factsOf = createRequestLoader((ids) => store.read(store.db, ids));
  const { present } = presenter;
  return {
    ...scalars,
    Student: {
      __resolveReference: visibleStudent,
      library: async ({ id }, _args, context) => present(await factsOf(context).load(id)),
    },
    Mutation: {
      cancelLibraryCard: async (_parent, { input }, { viewer }) => {
        const studentId = requireSelfOrStaff(viewer, 'library', input.studentId ?? null);
        const change = await cancelCard(store, labels, studentId);
        if (change.kind === 'student-not-found') return studentNotFound();
        if (change.result === 'refused') {
          const zh = '有未还图书、欠款或违章，不能注销借书证；如有疑问请联系图书馆。';
          const en =
            'Books, fees or violations are open, so the card cannot be cancelled; if in doubt contact the library.';
          return {
            __typename: 'LibraryCardNotCancellable',
            ...refusal('LIBRARY_CARD_NOT_CANCELLABLE', zh, en),
            blockers: presenter.presentReasons(cancelBlockersOf(change.facts, labels)),
            contact: presenter.contact,
          };
        }
        const alreadyCancelled = change.result === 'already-cancelled';
        return { __typename: 'LibraryCardCancelled', library: present(change.facts), alreadyCancelled };
      },
      restoreLibraryCard: async (_parent, { input }, { viewer }) => {
        requireStaff(viewer, 'library');
        const change = await restoreCard(store, labels, requireStudentNumber(input.studentId));
        if (change.kind === 'student-not-found') return studentNotFound();
        const alreadyActive = change.result === 'already-active';
        return { __typename: 'LibraryCardRestored', library: present(change.facts), alreadyActive };
      },
      recordLibraryThesis: async (_parent, { input }, { viewer }) => {
        requireStaff(viewer, 'library');
        const studentId = requireStudentNumber(input.studentId);
        const knownLabels = Object.keys(labels.libraryThesis);
        const label = input.label.trim();
        if (!knownLabels.includes(label)) {
          const zh = `论文提交状态只能是：${knownLabels.filter(Boolean).join('、')}，或留空。`;
          const en = `The thesis state must be one of: ${knownLabels.filter(Boolean).join(', ')}, or blank.`;
          const problem = refusal('LIBRARY_THESIS_LABEL_NOT_MAPPED', zh, en);
          return { __typename: 'LibraryThesisLabelNotMapped', ...problem, knownLabels };
        }
        const change = await recordThesis(store, studentId, label);
        if (change.kind === 'student-not-found') return studentNotFound();
        const alreadyRecorded = change.result === 'already-recorded';
        return { __typename: 'LibraryThesisRecorded', library: present(change.facts), alreadyRecorded };
      },
    },
  };
}
