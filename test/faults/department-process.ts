import { existsSync } from 'node:fs';
import { createRandom } from '../../data/synthetic/random.ts';
import type { DepartmentCommand } from './department-command.ts';
import { serveEntities } from './entity-server.ts';
import { openHistory, readHistory, type VerdictLine } from './history.ts';
import { monotonic } from './monotonic.ts';

// node test/faults/department-process.ts, with DEPARTMENT (code) and HISTORY (file) in the environment: a department
// whose verdicts change on command or at random. Every version and the instant it began is in the file before anybody
// can read it, so a killed department knows after its restart what it said.

type Outcome = VerdictLine['outcome'];

const department = process.env.DEPARTMENT ?? '';
const file = process.env.HISTORY ?? '';
const verdicts = new Map<string, { outcome: Outcome; n: number }>();

if (existsSync(file)) {
  for (const line of readHistory(file)) {
    if (line.kind === 'verdict')
      verdicts.set(line.student, { outcome: line.outcome, n: Number(line.version.split('.')[1]) });
  }
}
const history = openHistory(file);

function turn(student: string, outcome: Outcome): void {
  const n = (verdicts.get(student)?.n ?? 0) + 1;
  const version = `1.${n}`;
  // Between this instant and the next line of code nobody is answered, so one version ends where the next begins.
  history.add({ kind: 'verdict', department, student, outcome, version, from: monotonic() });
  verdicts.set(student, { outcome, n });
}

let churning: NodeJS.Timeout | undefined;

/** Every few milliseconds gives a random student a new version: about a quarter of them fail at any time. */
function churn(students: readonly string[], seed: number, everyMs: number): void {
  const stream = department as Parameters<typeof createRandom>[1];
  const random = createRandom(seed, stream);
  clearInterval(churning);
  churning = setInterval(() => {
    const student = random.pick(students);
    const fails = verdicts.get(student)?.outcome === 'PASSED' && random.chance(0.3);
    turn(
      student,
      fails
        ? random.weighted([
            [4, 'NOT_PASSED'],
            [1, 'UNKNOWN'],
          ])
        : 'PASSED',
    );
  }, everyMs);
}

serveEntities(
  `type Student { id: ID! ${department}: Verdict }
   type Verdict { outcome: String! version: String! asOf: String! passed: Boolean reasons: [Reason!]! }
   type Reason { code: String! text: Text! action: Text! where: Text phone: Phone url: String }`,
  (id) => {
    const verdict = verdicts.get(id);
    if (!verdict) return { id, [department]: null };
    const { outcome, n } = verdict;
    const passed = outcome === 'UNKNOWN' ? null : outcome === 'PASSED';
    const said = { outcome, passed, version: `1.${n}`, asOf: new Date().toISOString(), reasons: [] };
    return { id, [department]: said };
  },
  (command, behaviour) => {
    const wanted = command as DepartmentCommand;
    if (wanted.do === 'set') for (const student of wanted.students) turn(student, wanted.outcome);
    if (wanted.do === 'churn') churn(wanted.students, wanted.seed, wanted.everyMs);
    if (wanted.do === 'calm') clearInterval(churning);
    if (wanted.do === 'latency') behaviour.latencyMs = wanted.ms;
    if (wanted.do === 'cap') behaviour.perSecond = wanted.perSecond;
    return true;
  },
);
