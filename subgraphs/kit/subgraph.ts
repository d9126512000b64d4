import type { FastifyInstance } from 'fastify';
import type { LogEvent } from 'kysely';
import type { ServiceKeyFile } from '../../wire/identity/service-keys.ts';
import type { Migrations } from './database/migrate.ts';
import type { Database } from './database/open-database.ts';
import type { ReadCaller, ReadService } from './identity/service-verifier.ts';
import type { DepartmentTransfer } from './import/department-transfer.ts';
import type { SubgraphObservation } from './observe/observation.ts';
import type { Clock } from './service/clock.ts';
import type { ServiceProfile } from './service/profile.ts';

/** What a subgraph is given. */
export interface SubgraphDependencies {
  readonly database: Database;
  readonly profile: ServiceProfile;
  readonly now: Clock;
  /** Production refuses what development allows, such as reading without a token. */
  readonly production: boolean;
  /** Signs what it asks of other subgraphs as itself; null or absent: it can prove itself to none. */
  readonly serviceKeys?: ServiceKeyFile | null;
  /** Sees every statement, for counts and traces. */
  readonly onQuery?: ((event: LogEvent) => void) | undefined;
  /** Where it counts what is its own, and finds the headers that carry a trace on; absent: nowhere. */
  readonly observation?: Pick<SubgraphObservation, 'metrics' | 'tracing'> | undefined;
}

/** A department's part of the graph, ready to be served. */
export interface Subgraph {
  /** Name in the supergraph, schema in the database, and `<NAME>_` in the environment. */
  readonly name: string;
  readonly sdlFile: URL;
  /** Typed where it is written, by the department's generated `Resolvers`. */
  readonly resolvers: object;
  readonly migrations: Migrations;
  /** Records verdicts that changed by date alone; called at start and at each midnight in Asia/Shanghai. */
  readonly onNewDay?: () => Promise<void>;
  /** Begins what it does without being asked; called when it is ready, stopped before it closes. */
  readonly start?: () => { readonly stop: () => Promise<void> };
  /**
   * Adds what it serves to other services beside its graph; each route lets in whom it answers: by `readService` services that
   * speak for themselves, by `readCaller` also the gateway that speaks for a person.
   */
  readonly addRoutes?: (app: FastifyInstance, readService: ReadService, readCaller: ReadCaller) => void;
  /** Its rows in and out by file; absent where it keeps none that come from outside. */
  readonly transfer?: DepartmentTransfer;
}
