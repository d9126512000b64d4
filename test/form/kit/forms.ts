import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { type ClearanceTables, clearanceMigrations } from '../../../subgraphs/clearance/database/tables.ts';
import type { FormKeys } from '../../../subgraphs/clearance/form/form-keys.ts';
import type { FormParts } from '../../../subgraphs/clearance/form/form-parts.ts';
import { createFormResolvers } from '../../../subgraphs/clearance/form/form-resolvers.ts';
import { passingFormKeys } from '../../../subgraphs/clearance/form/open-form-keys.ts';
import type { Recorded, ReviewCaseRow } from '../../../subgraphs/clearance/record/recorded.ts';
import { toSerial } from '../../../subgraphs/clearance/submission/serial.ts';
import { migrate } from '../../../subgraphs/kit/database/migrate.ts';
import { scalars } from '../../../subgraphs/kit/graph/scalars.ts';
import type { Viewer } from '../../../subgraphs/kit/graph/viewer.ts';
import { contactOf } from '../../../subgraphs/kit/service/contact.ts';
import { loadProfile } from '../../../subgraphs/kit/service/profile.ts';
import { databaseKinds } from '../../kit/databases.ts';

const profile = loadProfile('current', 'guide-text');
const FORM = `query ($serial: ID!) { clearanceForm(serial: $serial) {
  title printedAt code verificationUrl qr { svg text } watermark { zh en }
  submission { serial edition submittedAt student { studentId name } departments { contact { code } outcome } }
} }`;
const CHECK = `query ($input: VerifyFormInput!) { verifyForm(input: $input) {
  verdict message { zh en } serial maskedName name studentId classYear submittedAt voidedAt signed demoKey
  diploma { handedOverAt desk recordedBy collectedBy }
  changes { id serial studentId contact { code unitName { zh } } version state openedAt resolution reasons { code text { zh } } }
} }`;

export const desk: Viewer = { kind: 'person', sub: 'D1', role: 'desk' };
export const registrar: Viewer = { kind: 'person', sub: 'R1', role: 'registrar' };
export const nobody: Viewer = { kind: 'anonymous' };
export const student = (sub: string): Viewer => ({ kind: 'person', sub, role: 'student' });
export const ISSUER = 'https://lixiao.example.edu.cn';
export const PRINTED_AT = new Date('2020-06-20T01:00:00Z');

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely by tests
type Seen = any;

/** What became of a submission, for `store`. */
export interface Fate {
  readonly studentId?: string;
  readonly name?: string | null;
  readonly voidedAt?: Date;
  readonly issued?: boolean;
  readonly changed?: boolean;
}

let made = 0;
/** A serial that no other form of this test process has. */
export const newSerial = () => toSerial(Buffer.from(`test-form-${String(++made).padStart(6, '0')}`));

/** Making and checking forms through the graph's own SDL, over a database and submissions that a test puts there. */
export async function openForms(
  keys: FormKeys = passingFormKeys(),
  open: (typeof databaseKinds)[number]['open'] = databaseKinds[1].open,
) {
  const { database, dispose } = await open();
  const db = database.forSchema<ClearanceTables>('clearance');
  await migrate(database.forSchema('clearance'), 'clearance', clearanceMigrations);
  const stored = new Map<string, Recorded>();
  const reads: string[] = [];
  const parts: FormParts = {
    keys,
    issuer: ISSUER,
    publicUrl: ISSUER,
    db,
    profile,
    now: () => PRINTED_AT,
    readRecorded: async (serial) => {
      reads.push(serial);
      return stored.get(serial) ?? null;
    },
  };
  const ask = answerer(parts);
  const formOf = (serial: string, viewer: Viewer): Promise<Seen> =>
    ask(FORM, { serial }, viewer).then(({ data }) => data?.clearanceForm);
  return {
    parts,
    /** Serials that were looked for. */
    reads,
    ask,
    formOf,
    /** The same forms with other keys. */
    with: (other: Partial<FormParts>) => answerer({ ...parts, ...other }),
    /** Stores a submission, and gives its serial and what its form's QR code says. */
    store: async (fate: Fate = {}) => {
      const recorded = recordedOf(fate);
      stored.set(recorded.row.serial, recorded);
      const { code, verificationUrl } = await formOf(recorded.row.serial, student(recorded.studentId));
      return { serial: recorded.row.serial, studentId: recorded.studentId, code, url: verificationUrl } as {
        readonly [key in 'serial' | 'studentId' | 'code' | 'url']: string;
      };
    },
    check: (input: object, viewer: Viewer = nobody): Promise<Seen> =>
      ask(CHECK, { input }, viewer).then(({ data }) => data?.verifyForm),
    checkWith: (other: Partial<FormParts>, input: object): Promise<Seen> =>
      answerer({ ...parts, ...other })(CHECK, { input }, nobody).then(({ data }) => data?.verifyForm),
    faults: async (input: object, viewer: Viewer = nobody) =>
      ((await ask(CHECK, { input }, viewer)).errors ?? []).map(({ extensions }) => extensions.code),
    audit: () => db.selectFrom('audit').selectAll().orderBy('seq').execute(),
    close: dispose,
  };
}

export type Forms = Awaited<ReturnType<typeof openForms>>;

function answerer(parts: FormParts) {
  const typeDefs = parse(readFileSync(new URL('../../../schema/clearance.graphql', import.meta.url), 'utf8'));
  const schema = buildSubgraphSchema([
    { typeDefs, resolvers: { ...scalars, ...createFormResolvers(parts) } as never },
  ]);
  return async (source: string, variableValues: Record<string, unknown>, viewer: Viewer) => {
    const answer = await graphql({ schema, source, variableValues, contextValue: { viewer } });
    return JSON.parse(JSON.stringify(answer)) as {
      data: Seen;
      errors?: { message: string; extensions: { code?: string } }[];
    };
  };
}

function recordedOf({
  studentId = `TS${++made}`,
  name = '张小明',
  voidedAt,
  issued,
  changed,
}: Fate): Recorded {
  const serial = newSerial();
  const at = new Date('2020-06-16T08:00:00.123Z');
  const departments = ['library', 'archives', 'apartment', 'finance'];
  return {
    studentId,
    row: {
      serial,
      edition: 1,
      submitted_at: at,
      read_after: new Date(at.getTime() - 1_000),
      record: {
        profile: profile.profile,
        service: { name: '离校服务', code: 'LX' },
        diplomaNotice: null,
        student: {
          studentId,
          name,
          gender: 'MALE',
          grade: '2017',
          college: null,
          major: null,
          enrollmentDate: null,
          leaveType: 'GRADUATION',
          classYear: 2020,
        },
        departments: departments.map((code) => ({
          contact: contactOf(profile, code),
          version: '1.1',
          notices: [],
        })),
      },
    },
    voidedAt: voidedAt ?? null,
    diploma: issued
      ? { at: new Date('2020-06-18T02:00:00Z'), desk: '2号窗口', by: 'D9', collectedBy: 'SELF' }
      : null,
    openCases: changed ? [caseOf(serial, studentId)] : [],
  };
}

function caseOf(serial: string, studentId: string): ReviewCaseRow {
  const text = { zh: '有逾期图书', en: 'A book is overdue' };
  return {
    id: '7',
    serial,
    studentId,
    department: 'library',
    version: '1.2',
    reasons: [{ code: 'LOANS_OUT', text, action: text, where: null, phone: null, url: null }],
    openedAt: new Date('2020-06-17T02:00:00Z'),
    resolution: null,
    resolvedBy: null,
    resolvedAt: null,
    note: null,
  };
}
