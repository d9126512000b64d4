import type { Engine } from '../engine.ts';
import { createGenerations } from '../generations.ts';
import type { GenerationParts } from '../open-departments.ts';
import { createGeneration } from './apollo-generation.ts';

/** The engine over @apollo/gateway: what tests compare with, and a way out of our own (`ENGINE=apollo`). */
export function createApolloEngine(parts: GenerationParts): Engine {
  return createGenerations((supergraphSdl) => createGeneration(supergraphSdl, parts));
}
