import type { Kysely } from 'kysely';
import type { Viewer } from '../../../kit/graph/viewer.ts';
import type { Clock } from '../../../kit/service/clock.ts';
import type { ServiceProfile } from '../../../kit/service/profile.ts';
import type { ClearanceTables } from '../../database/tables.ts';
import { requireRole } from '../../record/actor.ts';
import { badInput } from '../../record/input-text.ts';
import type { QueryResolvers } from '../../schema.generated.ts';
import type { Figures } from '../figures/counted.ts';
import { exactFigures } from '../figures/exact-figures.ts';
import type { CurrentModel, Model } from '../figures/live-model.ts';
import type { Scope } from '../figures/scope.ts';
import { readSources } from '../model/sources.ts';
import { analystFigures } from '../suppression/analyst-figures.ts';
import { readAnalystRequest } from '../suppression/analyst-request.ts';
import type { RememberedClasses } from '../suppression/remembered-classes.ts';
import { readDimensions, readScope } from './read-scope.ts';
import { passOn } from './report-view.ts';

/** What the queries of the read model work with. */
export interface ReportParts {
  readonly db: Kysely<ClearanceTables>;
  readonly profile: ServiceProfile;
  readonly model: CurrentModel;
  readonly classes: RememberedClasses;
  readonly now: Clock;
}

/** `Query.clearanceReport`: nothing is asked of any department. */
export function createReportQuery(parts: ReportParts): NonNullable<QueryResolvers['clearanceReport']> {
  const { db, profile, now } = parts;
  return async (_parent, { filter, groupBy }, { viewer }) => {
    const departments = departmentsFor(viewer, profile);
    const asked = readScope(filter, departments);
    const dimensions = readDimensions(groupBy ?? []);
    const suppressed = viewer.kind === 'person' && viewer.role === 'analyst';
    const scope = suppressed ? { ...asked, classYears: asked.classYears ?? [profile.classYear] } : asked;
    const told = scope.departments ?? departments;
    const generatedAt = now();
    const request = suppressed ? readAnalystRequest(scope, dimensions, profile) : null;
    const sources = await readSources(db);
    const model = await parts.model();
    const figures = request
      ? analystFigures({
          model,
          request,
          ...parts.classes(model, request.classYear, generatedAt.getTime()),
          departments: told,
        })
      : exact(model, scope, told, generatedAt, viewer, departments);
    return passOn({
      generatedAt,
      model,
      sources,
      scope,
      dimensions,
      suppressed,
      departments: told,
      figures,
    });
  };
}

function exact(
  model: Model,
  scope: Scope,
  told: readonly string[],
  at: Date,
  viewer: Viewer,
  departments: readonly string[],
): Figures {
  // Staff's reasons are their own department's, so what is filtered by reasons is, too.
  const isStaff = viewer.kind === 'person' && viewer.role.startsWith('staff:');
  const own = isStaff && scope.reasons ? { ...scope, departments: scope.departments ?? departments } : scope;
  return exactFigures(model, own, told, at.getTime());
}

/**
 * Departments that a viewer is told of, in the order of the page: all that a class requires; staff their own.
 *
 * @throws UNAUTHENTICATED or FORBIDDEN for who may see no report
 */
export function departmentsFor(viewer: Viewer, profile: ServiceProfile): readonly string[] {
  const all = [...new Set(profile.classes.flatMap(({ requires }) => requires))];
  const own = viewer.kind === 'person' ? /^staff:(.+)$/.exec(viewer.role)?.[1] : undefined;
  if (own !== undefined) {
    if (!all.includes(own))
      throw badInput('role', '该部门不在办理之列', 'is of a department that no class requires');
    return [own];
  }
  requireRole(viewer, ['analyst', 'registrar']);
  return all;
}
