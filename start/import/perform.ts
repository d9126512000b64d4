import { type LockResult, lockDirectory } from '../../subgraphs/kit/database/directory-lock.ts';
import { BULK_LIMITS } from '../../subgraphs/kit/database/open-database.ts';
import type { StartConfig } from '../config.ts';
import { createSharedDatabases } from '../shared-databases.ts';
import type { ExitStatus, TransferCommand } from './command.ts';
import { sendCommand } from './control-client.ts';
import { createOwnTransfers } from './own-transfers.ts';
import { type Listener, runCommand } from './run-command.ts';

/**
 * Does a command where the database is: here, or in the process that holds the embedded one.
 *
 * @returns the exit status; faults of the database are thrown
 */
export async function perform(
  config: StartConfig,
  command: TransferCommand,
  listener: Listener,
  now: () => Date,
): Promise<ExitStatus> {
  const lock = needsEmbedded(config, command)
    ? lockDirectory(config.dataDir, `npm run ${nameOf(command)}`)
    : null;
  if (lock?.kind === 'held') return elsewhere(lock, command, listener);
  const databases = createSharedDatabases(BULK_LIMITS);
  try {
    return await runCommand(createOwnTransfers(config, databases, now), command, listener);
  } finally {
    await databases.close();
    lock?.release();
  }
}

function nameOf({ kind }: TransferCommand): string {
  return kind === 'roles' || kind === 'reports' || kind === 'export' ? kind : 'import';
}

function needsEmbedded({ subgraphs }: StartConfig, command: TransferCommand): boolean {
  const department = departmentOf(command);
  return Object.entries(subgraphs).some(
    ([name, { database }]) => database.kind === 'embedded' && (department === null || name === department),
  );
}

/** The one department that a command concerns; null: several. */
function departmentOf(command: TransferCommand): string | null {
  if (command.kind === 'roles') return 'registry';
  if (command.kind === 'reports') return 'clearance';
  return command.kind === 'import' || command.kind === 'export' ? command.department : null;
}

async function elsewhere(
  { holder, sentence }: Extract<LockResult, { kind: 'held' }>,
  command: TransferCommand,
  listener: Listener,
): Promise<ExitStatus> {
  if (holder.control) return sendCommand(holder.control, command, listener);
  listener.line(sentence);
  return 1;
}
