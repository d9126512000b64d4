import { refusal, studentNotFound } from '../kit/graph/problem.ts';
import { createRequestLoader } from '../kit/graph/request-loader.ts';
import { scalars } from '../kit/graph/scalars.ts';
import { requireStaff, requireStudentNumber, visibleStudent } from '../kit/graph/viewer.ts';
import { dayInShanghai } from '../kit/service/clock.ts';
import type { LocalizedText } from '../kit/service/contact.ts';
import { requireCheckout } from './checkout-input.ts';
import { type PresentApartment, presentStay } from './present.ts';
import type { MutationResolvers, Resolvers } from './schema.generated.ts';
import { type ApartmentStore, checkOut, type ResidencyWording, setResidency } from './writes.ts';

/** The apartment office's resolvers over its store. */
export function createApartmentResolvers(
  store: ApartmentStore,
  present: PresentApartment,
  wording: ResidencyWording,
): Resolvers {
  const factsOf = createRequestLoader((ids) => store.read(store.db, ids));
  return {
    ...scalars,
    Student: {
      __resolveReference: visibleStudent,
      apartment: async ({ id }, _args, context) => present(await factsOf(context).load(id)),
    },
    Mutation: createMutations(store, present, wording),
  };
}

const AHEAD: LocalizedText = {
  zh: '退宿日期未到，到该日才会显示“通过”。',
  en: 'The checkout day lies ahead; the item passes only when it arrives.',
};

function createMutations(
  store: ApartmentStore,
  present: PresentApartment,
  wording: ResidencyWording,
): MutationResolvers {
  return {
    checkOutOfRoom: async (_parent, { input }, { viewer }) => {
      requireStaff(viewer, 'apartment');
      const studentId = requireStudentNumber(input.studentId);
      const checkout = requireCheckout(input);
      const change = await checkOut(store, wording, studentId, checkout);
      if (change.kind === 'student-not-found') return studentNotFound();
      const { result } = change;
      switch (result.kind) {
        case 'stay-not-found':
          return { __typename: 'StayNotFound', ...stayNotFound() };
        case 'conflict':
          return {
            __typename: 'StayAlreadyCheckedOut',
            ...stayAlreadyCheckedOut(),
            stay: presentStay(result.stay),
          };
        case 'checked-out':
        case 'already-checked-out':
          return {
            __typename: 'RoomCheckedOut',
            apartment: present(change.facts),
            alreadyCheckedOut: result.kind === 'already-checked-out',
            warnings: checkout.checkoutDate > dayInShanghai(store.now()) ? [AHEAD] : [],
          };
        default:
          return result satisfies never;
      }
    },
    setResidency: async (_parent, { input }, { viewer }) => {
      requireStaff(viewer, 'apartment');
      const studentId = requireStudentNumber(input.studentId);
      const residency = input.residency === 'UNKNOWN' ? null : input.residency;
      const change = await setResidency(store, wording, studentId, residency);
      if (change.kind === 'student-not-found') return studentNotFound();
      const alreadySet = change.result === 'already-set';
      return { __typename: 'ResidencySet', apartment: present(change.facts), alreadySet };
    },
  };
}

function stayNotFound() {
  return refusal(
    'STAY_NOT_FOUND',
    '该学生没有此住宿记录，请核对记录编号。',
    'The student has no such stay; please check its id.',
  );
}

function stayAlreadyCheckedOut() {
  return refusal(
    'STAY_ALREADY_CHECKED_OUT',
    '该住宿记录已按其他日期或办理人办理退宿，未作更改。',
    'The stay was ended before with another date or handler; nothing was changed.',
  );
}
