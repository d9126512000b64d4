import type { ChildProcess } from 'node:child_process';
import type { Engine } from '../engine.ts';
import { createGenerations } from '../generations.ts';
import type { GenerationParts } from '../open-departments.ts';
import { spawnPlanner } from '../planner/forked-planner.ts';
import { openCompiledGeneration } from './compiled-generation.ts';

/** The engine that plans an operation once, compiles it to a function, and runs that. */
export function createCompiledEngine(parts: GenerationParts): Engine {
  // For the first supergraph: it starts while that is still being read.
  let early: ChildProcess | undefined = spawnPlanner();
  const engine = createGenerations((supergraphSdl) => {
    const planningProcess = early;
    early = undefined;
    return openCompiledGeneration(supergraphSdl, parts, planningProcess);
  });
  return {
    ...engine,
    close() {
      early?.kill('SIGKILL');
      return engine.close();
    },
  };
}
