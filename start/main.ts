import { setTimeout as wait } from 'node:timers/promises';
import { databaseSentence } from '../subgraphs/kit/database/database-sentence.ts';
import { lockDirectory } from '../subgraphs/kit/database/directory-lock.ts';
import { serveSubgraph } from '../subgraphs/kit/graph/serve-subgraph.ts';
import { openServices } from '../subgraphs/kit/identity/open-services.ts';
import { loadProfile } from '../subgraphs/kit/service/profile.ts';
import { ensureWebBuild } from '../web/build.ts';
import { createAllSubgraphs, subgraphNames } from './all-subgraphs.ts';
import { readStartConfig, type StartConfig } from './config.ts';
import { openDevelopmentLogin } from './development-login.ts';
import { startGateway } from './gateway-process.ts';
import { greeting } from './greeting.ts';
import { startControlServer } from './import/control-server.ts';
import { createTransfers } from './import/own-transfers.ts';
import { observeSubgraphs } from './observe-subgraphs.ts';
import { importSample } from './sample.ts';
import { createSharedDatabases } from './shared-databases.ts';
import { submissionPorts } from './submission-ports.ts';

const now = () => new Date();
const started = performance.now();

const config = readStartConfig(process.env);
if (config.kind === 'faults') fail(config.faults);
await start(config);

async function start(config: StartConfig): Promise<void> {
  const { address, dataDir, sample, production, subgraphs: configs } = config;
  const isEmbedded = Object.values(configs).some(({ database }) => database.kind === 'embedded');
  // Whoever imports cannot open the embedded database beside this process, so the command comes here.
  const control = isEmbedded ? await startControlServer() : null;
  if (control) {
    const lock = lockDirectory(dataDir, address, control.address);
    if (lock.kind === 'held') fail([lock.sentence]);
    process.once('exit', lock.release);
  }
  await ensureWebBuild();

  const databases = createSharedDatabases();
  const { profile: profileName, labels, serviceKeys } = configs.registry;
  const profile = loadProfile(profileName, labels);
  const services = await openServices(serviceKeys, now, () => crypto.randomUUID()).catch(({ message }) =>
    fail([message]),
  );
  const urls = new Map<string, string>();
  const submission = await submissionPorts(config.clearance, urls).catch(({ message }) => fail([message]));
  const observations = await observeSubgraphs(config.observing);
  const subgraphs = createAllSubgraphs(
    (name) => ({
      database: databases.at(configs[name].database),
      profile,
      now,
      production,
      serviceKeys: services.keys,
      onQuery: observations[name].onQuery,
      observation: observations[name],
    }),
    submission,
  );
  const served = await Promise.all(
    subgraphNames.map((name) =>
      serveSubgraph(subgraphs[name], {
        database: databases.at(configs[name].database),
        readCaller: services.readerFor(name),
        redis: configs[name].redis,
        now,
        host: '127.0.0.1',
        port: 0,
        logger: 'warn',
        observation: observations[name],
      }),
    ),
  );
  for (const [index, name] of subgraphNames.entries()) urls.set(name, served[index]?.url ?? '');

  // The gateway loads the supergraph while the database opens; its /readyz waits for both.
  const login = await openDevelopmentLogin(config, process.env, now);
  const gateway = startGateway(Object.fromEntries(urls), { ...process.env, ...login.env });
  let stopping = false;
  const stop = async (status: number) => {
    if (stopping) return;
    stopping = true;
    await gateway.stop();
    await login.close();
    await control?.close();
    await Promise.all(served.map(({ close }) => close()));
    await databases.close();
    process.exit(status);
  };
  process.on('SIGTERM', () => void stop(0));
  process.on('SIGINT', () => void stop(0));
  void gateway.ended.then((status) => stop(status));

  try {
    await Promise.all(served.map(({ migrate }) => migrate()));
    const imported = sample ? await importSample(subgraphs) : 0;
    await Promise.all(served.map(({ open }) => open()));
    control?.open(createTransfers(subgraphs, profile.classYear));
    while (!stopping && !(await isReady(address))) await wait(50);
    const seconds = (performance.now() - started) / 1000;
    if (!stopping) console.log(greeting({ address, imported, seconds, sample, production }));
  } catch (error) {
    console.error(databaseSentence(error));
    await stop(1);
  }
}

async function isReady(address: string): Promise<boolean> {
  return fetch(`${address}/readyz`).then(
    (response) => response.ok,
    () => false,
  );
}

function fail(sentences: readonly string[]): never {
  for (const sentence of sentences) console.error(sentence);
  process.exit(1);
}
