import { type StatsListener, unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Engine, ReloadResult } from '../engine/engine.ts';
import type { Log } from '../observe/log.ts';
import { prepareSupergraph } from './supergraph-sdl.ts';

/** How often the file is looked at. Looking, not watching: a rename over the file would end a watch. */
const LOOK_EVERY_MS = 400;

/** A supergraph file that an engine follows. */
export interface SupergraphFile {
  /** Reads the file into the engine now. */
  load(): Promise<ReloadResult>;
  /** From now on a change of the file is in use within about a second; a bad file is logged and the old one stays. */
  follow(): void;
  /** Stops following. */
  stop(): void;
}

/** Follows `file` for `engine`, with the routing URLs of `departmentUrls` put in. */
export function createSupergraphFile(
  file: string,
  departmentUrls: ReadonlyMap<string, string>,
  engine: Engine,
  log: Log,
): SupergraphFile {
  let turn: Promise<unknown> = Promise.resolve();
  let refusedText: string | null = null;

  async function load(): Promise<ReloadResult> {
    let text: string;
    try {
      text = await readFile(file, 'utf8');
      if (text === refusedText) return { kind: 'unchanged' };
      const { sdl, unknownDepartments } = prepareSupergraph(text, departmentUrls);
      for (const name of unknownDepartments)
        log.warn(`SUBGRAPH_${name}_URL is set, but the supergraph has no subgraph ${name}.`);
      const result = await engine.reload(sdl);
      refusedText = result.kind === 'refused' ? text : null;
      return result;
    } catch (error) {
      return { kind: 'refused', reason: String((error as Error).message).split('\n', 1)[0] ?? '' };
    }
  }

  /** One at a time, in the order of the changes. */
  const reload: StatsListener = (current) => {
    if (current.nlink === 0) return; // gone for the moment, as between a delete and a rename
    turn = turn.then(load).then((result) => {
      if (result.kind === 'loaded') log.info('The supergraph changed and the new one is in use.');
      if (result.kind === 'refused')
        log.error(`The supergraph file changed but cannot be used, the one before stays: ${result.reason}`);
    });
  };

  return {
    load,
    follow: () => watchFile(file, { interval: LOOK_EVERY_MS, persistent: false }, reload),
    stop: () => unwatchFile(file, reload),
  };
}
