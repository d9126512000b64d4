import type { Kysely } from 'kysely';
import type { SubgraphContext } from '../kit/context.ts';
import { fault } from '../kit/graph/graph-errors.ts';
import { refusal } from '../kit/graph/problem.ts';
import { createRequestLoader } from '../kit/graph/request-loader.ts';
import { scalars } from '../kit/graph/scalars.ts';
import { requireStudentNumber, visibleStudent } from '../kit/graph/viewer.ts';
import { type Clock, dayInShanghai } from '../kit/service/clock.ts';
import type { ServiceProfile } from '../kit/service/profile.ts';
import { isFavorite, setFavorite } from './favorites.ts';
import type { RegistryRecord } from './records.ts';
import { readRosterRequest, toConnection } from './roster-page.ts';
import type { Resolvers, StudentResolvers } from './schema.generated.ts';
import { guideOf, SERVICE_ID, siteOf } from './site.ts';
import { readRoster, readStudents } from './students.ts';
import type { RegistryTables } from './tables.ts';
import { maySeeRoster, maySeeStudent } from './visibility.ts';

/** What the registry's resolvers work with. */
export interface RegistryParts {
  readonly db: Kysely<RegistryTables>;
  readonly profile: ServiceProfile;
  readonly now: Clock;
}

/** The registry's resolvers. */
export function createRegistryResolvers(parts: RegistryParts): Resolvers {
  const { db, profile, now } = parts;
  const recordOf = createRequestLoader((ids) => readStudents(db, ids));
  const visible = async (text: string | null, context: SubgraphContext) => {
    if (context.viewer.kind === 'anonymous') throw fault('UNAUTHENTICATED');
    const id = requireStudentNumber(text);
    const found = maySeeStudent(context.viewer, id) ? await recordOf(context).load(id) : null;
    if (!found) throw fault('NOT_FOUND');
    return { id };
  };
  return {
    ...scalars,
    Query: {
      clearance: (_parent, { studentId }, context) => visible(studentId ?? ownNumber(context), context),
      student: (_parent, { id }, context) => visible(id, context),
      students: async (_parent, args, context) => {
        const { viewer } = context;
        if (!maySeeRoster(viewer)) throw fault(viewer.kind === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
        const request = readRosterRequest(args);
        const rows = await readRoster(db, request.filter, request.first + 1, request.after);
        for (const row of rows) recordOf(context).prime(row.studentId, row);
        return toConnection(rows, request);
      },
      serviceGuide: () => withFavorite(profile),
      site: () => siteOf(profile),
    },
    Student: {
      __resolveReference: async (reference, context) => {
        const seen = visibleStudent(reference, context);
        return seen && (await recordOf(context).load(seen.id)) ? { id: seen.id } : null;
      },
      ...studentFields(recordOf),
      asOfDate: () => dayInShanghai(now()),
    },
    ServiceGuide: {
      __resolveReference: ({ id }) => (id === SERVICE_ID ? withFavorite(profile) : null),
      isFavorite: (_guide, _args, { viewer }) =>
        viewer.kind === 'person' ? isFavorite(db, viewer.sub, SERVICE_ID) : null,
    },
    Mutation: {
      setFavorite: async (_parent, { input }, { viewer }) => {
        if (viewer.kind === 'anonymous') throw fault('UNAUTHENTICATED');
        if (input.serviceId !== SERVICE_ID) {
          const problem = refusal('SERVICE_NOT_FOUND', '没有这项服务。', 'There is no such service.');
          return { __typename: 'ServiceNotFound', ...problem };
        }
        const written = await setFavorite(db, viewer.sub, SERVICE_ID, input.on);
        const serviceGuide = withFavorite(profile);
        return {
          __typename: 'FavoriteSet',
          serviceId: SERVICE_ID,
          isFavorite: input.on,
          alreadySet: !written,
          serviceGuide,
        };
      },
    },
  };
}

/** Students leave the number out: the session says who they are. @throws UNAUTHENTICATED or BAD_USER_INPUT for others */
function ownNumber({ viewer }: SubgraphContext): string {
  if (viewer.kind === 'anonymous')
    throw fault('UNAUTHENTICATED', '请先登录，或给出学号。Please log in, or give a student number.');
  if (viewer.role !== 'student')
    throw fault('BAD_USER_INPUT', '请给出学号 studentId。Please give studentId.');
  return viewer.sub;
}

// The favourite has its own resolver, which the parent's value cannot override.
function withFavorite(profile: ServiceProfile) {
  const guide = guideOf(profile);
  return guide && { ...guide, isFavorite: null };
}

type RecordOf = ReturnType<typeof createRequestLoader<RegistryRecord>>;

// One resolver a field: which of the record's fields a query asks for costs nothing, they come from one loaded record.
function studentFields(recordOf: RecordOf): StudentResolvers {
  const field =
    <Name extends keyof RegistryRecord>(name: Name) =>
    async ({ id }: { id: string }, _args: object, context: SubgraphContext) =>
      (await recordOf(context).load(id))?.[name] ?? null;
  return {
    name: field('name'),
    gender: field('gender'),
    grade: field('grade'),
    college: field('college'),
    collegeCode: field('collegeCode'),
    major: field('major'),
    enrollmentDate: field('enrollmentDate'),
    leaveType: field('leaveType'),
    studyLevel: field('studyLevel'),
    classYear: field('classYear'),
  };
}
