import type { Engine } from '../engine.ts';
import { createGenerations } from '../generations.ts';
import type { GenerationParts } from '../open-departments.ts';
import { openCompiledGeneration } from './compiled-generation.ts';

/** The engine that plans an operation once, compiles it to a function, and runs that. */
export function createCompiledEngine(parts: GenerationParts): Engine {
  return createGenerations((supergraphSdl) => openCompiledGeneration(supergraphSdl, parts));
}
