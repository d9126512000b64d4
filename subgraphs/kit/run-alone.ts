import { readSubgraphConfig } from './config.ts';
import { databaseSentence } from './database/database-sentence.ts';
import { lockDirectory } from './database/directory-lock.ts';
import { openDatabase } from './database/open-database.ts';
import { serveSubgraph } from './graph/serve-subgraph.ts';
import { openServices } from './identity/open-services.ts';
import { openObservation } from './observe/observation.ts';
import { readObserveConfig } from './observe/observe-config.ts';
import { loadProfile } from './service/profile.ts';
import type { Subgraph, SubgraphDependencies } from './subgraph.ts';

/**
 * Runs one subgraph as a process of its own: what each department's `main.ts` calls.
 *
 * Reads the environment, listens, migrates, and drains on SIGTERM or SIGINT. A fault of configuration ends the
 * process with status 1 and a sentence for each fault.
 */
export async function runAlone(
  name: string,
  create: (dependencies: SubgraphDependencies) => Subgraph,
): Promise<void> {
  const config = readSubgraphConfig(name, process.env);
  const observing = readObserveConfig(process.env);
  if (config.kind === 'faults' || observing.kind === 'faults')
    return fail([config, observing].flatMap((read) => (read.kind === 'faults' ? read.faults : [])));
  if (config.database.kind === 'embedded') lockOrExit(config.dataDir, `the ${name} subgraph`);
  const now = () => new Date();
  const services = await openServices(config.serviceKeys, now, () => crypto.randomUUID()).catch(
    ({ message }: Error) => fail([message]),
  );
  const database = openDatabase(config.database);
  const profile = loadProfile(config.profile, config.labels);
  const observation = await openObservation({ ...observing, name, withProcess: true });
  const subgraph = create({
    database,
    profile,
    now,
    production: config.production,
    serviceKeys: services.keys,
    onQuery: observation.onQuery,
    observation,
  });
  const served = await serveSubgraph(subgraph, {
    database,
    readCaller: services.readerFor(name),
    redis: config.redis,
    now,
    host: config.host,
    port: config.port,
    logger: observing.logLevel,
    observation,
  });
  console.log(`${name} listens on ${served.url}`);
  const stop = () => void served.close().then(() => database.close());
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  try {
    await served.migrate();
    await served.open();
  } catch (error) {
    console.error(databaseSentence(error));
    process.exit(1);
  }
}

function lockOrExit(dataDir: string, holder: string): void {
  const lock = lockDirectory(dataDir, holder);
  if (lock.kind === 'locked') {
    process.once('exit', lock.release);
    return;
  }
  fail([lock.sentence]);
}

function fail(sentences: readonly string[]): never {
  for (const sentence of sentences) console.error(sentence);
  process.exit(1);
}
