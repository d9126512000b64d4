import type { Person, SignServiceToken } from '../wire/identity/service-token.ts';
import type { AuditTrail } from './audit/audit-trail.ts';
import { createAuditTrail } from './audit/http-audit-trail.ts';
import type { LoadedSupergraph } from './engine/engine.ts';
import { createExportFiles, type ExportFiles } from './http/export-files.ts';
import { createRegistryRoles } from './identity/registry-roles.ts';
import type { RolesOf } from './identity/role-directory.ts';
import type { PeopleMetrics } from './observe/people-metrics.ts';
import type { GatewayPorts } from './ports.ts';
import { createServiceAddress } from './supergraph/service-address.ts';

/** What subgraphs do for the gateway beside their graph. */
export interface SubgraphServices {
  /** Roles, as the subgraph `registry` has them. */
  readonly rolesOf: RolesOf;
  /** The audit log, which the subgraph `clearance` keeps. */
  readonly audit: AuditTrail;
  /** Files of exports, which the subgraph `clearance` keeps. */
  readonly exportFiles: ExportFiles;
  readonly close: () => Promise<void>;
}

/** What they are reached by. */
export interface SubgraphServicesParts {
  /** Null: nobody believes this gateway, so that nobody has a role and nothing can be recorded. */
  readonly sign: SignServiceToken | null;
  /** The supergraph in use, whose routing addresses count; asked at each call. */
  readonly current: () => LoadedSupergraph | null;
  readonly metrics?: PeopleMetrics;
}

/** Opens roles and audit log over the supergraph in use. */
export function openSubgraphServices(
  { sign, current, metrics }: SubgraphServicesParts,
  { newId, random, elapsed, log }: Pick<GatewayPorts, 'newId' | 'random' | 'elapsed' | 'log'>,
): SubgraphServices {
  const addressOf = createServiceAddress(current);
  const tokenFor =
    (subgraph: string) =>
    (person?: Person): Promise<string> =>
      sign === null ? Promise.reject(new Error('There are no service keys.')) : sign(subgraph, person);
  const roles = createRegistryRoles({
    url: () => addressOf('registry', 'roles'),
    token: tokenFor('registry'),
    elapsed,
    ...(metrics && { onRead: metrics.onRoleRead }),
  });
  const audit = createAuditTrail({
    url: () => addressOf('clearance', 'audit'),
    token: tokenFor('clearance'),
    newId,
    random,
    elapsed,
    log,
    ...(metrics && { onNote: metrics.onAuditNote, onRecord: metrics.onAuditRecord }),
  });
  const exportFiles = createExportFiles({
    url: () => addressOf('clearance', 'exports'),
    token: tokenFor('clearance'),
  });
  return {
    rolesOf: roles.rolesOf,
    audit,
    exportFiles,
    close: async () => {
      await exportFiles.close();
      await audit.close();
      await roles.close();
    },
  };
}
