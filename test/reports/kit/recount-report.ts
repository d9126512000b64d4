import { sql } from 'kysely';
import type { SubgraphName } from '../../../start/all-subgraphs.ts';
import { outcomes } from '../../../subgraphs/clearance/reports/figures/columns.ts';
import { exactFigures } from '../../../subgraphs/clearance/reports/figures/exact-figures.ts';
import type { Model } from '../../../subgraphs/clearance/reports/figures/live-model.ts';
import { stepOf } from '../../../subgraphs/clearance/reports/figures/standings.ts';
import type { ServedGraph } from '../../kit/served-graph.ts';
import { everything } from './every-report.ts';
import { askDepartment } from './recount.ts';

/** How many students of everything that a report counts, by name; what nobody is in is left out. */
export type Recount = Record<string, number>;

/** What reports count of the read model. */
export function countedByReports(model: Model, departments: readonly string[]): Recount {
  const figures = exactFigures(model, everything, departments, Date.now());
  const told: [string, number | null][] = [
    ['students', figures.students()],
    ...figures.outcomes().map((count, cell): [string, number | null] => [`overall ${outcomes[cell]}`, count]),
    ...figures
      .departments()
      .flatMap(({ code, outcomes: counts }) =>
        counts.map((count, cell): [string, number | null] => [`${code} ${outcomes[cell]}`, count]),
      ),
    ...figures
      .reasons()
      .map(({ department, code, count }): [string, number | null] => [
        `${department} because ${code}`,
        count,
      ]),
    ...figures.funnel().map(({ step, count }): [string, number | null] => {
      const { stage, blockedBy } = stepOf(step);
      return [`${stage} ${blockedBy}`, count];
    }),
  ];
  return sorted(new Map(told.map(([name, count]) => [name, count ?? -1])));
}

/**
 * The same by hand: of the registry's roster, from what each department answers now, and from the record of submissions.
 * Every class requires all these departments.
 */
export async function recountByHand(
  graph: ServedGraph,
  departments: readonly SubgraphName[],
): Promise<Recount> {
  const { rows: roster } = await sql<{ id: string }>`
    select student_id as id from registry.student where class_year is not null`.execute(graph.db);
  const ids = roster.map(({ id }) => id);
  const said = await Promise.all(
    departments.map(async (code) => ({ code, answers: new Map(await askDepartment(graph, code, ids)) })),
  );
  const stages = await stagesOfSubmissions(graph);
  const counts = new Map<string, number>();
  const add = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const id of ids) {
    add('students');
    const told: string[] = [];
    for (const { code, answers } of said) {
      const { outcome = 'UNKNOWN', reasons = [] } = answers.get(id) ?? {};
      told.push(outcome);
      add(`${code} ${outcome}`);
      for (const reason of new Set(reasons.map((one) => one.code))) add(`${code} because ${reason}`);
    }
    const open = told.filter((outcome) => outcome !== 'PASSED').length;
    const failed = told.includes('NOT_PASSED');
    add(`overall ${failed ? 'NOT_PASSED' : open > 0 ? 'UNKNOWN' : 'PASSED'}`);
    const onTheWay = open === 0 ? 'READY 0' : `${open === told.length ? 'NOT_STARTED' : 'BLOCKED'} ${open}`;
    add(stages.get(id) ?? onTheWay);
  }
  return sorted(counts);
}

/** Of who has a submission that was not reopened: how far it is. */
async function stagesOfSubmissions({ db }: ServedGraph): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; types: string[] }>`
    select s.student_id as id, array(
      select e.type from clearance.submission_event e where e.serial = s.serial) as types
    from clearance.submission s`.execute(db);
  const standing = rows.filter(({ types }) => !types.includes('REOPENED'));
  return new Map(
    standing.map(({ id, types }) => [id, types.includes('DIPLOMA_ISSUED') ? 'HANDED_OVER 0' : 'SUBMITTED 0']),
  );
}

function sorted(counts: ReadonlyMap<string, number>): Recount {
  return Object.fromEntries(
    [...counts].filter(([, count]) => count !== 0).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
