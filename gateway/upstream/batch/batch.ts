import type { Representation } from '../settle-answer.ts';
import type { BatchBounds } from './batch-bounds.ts';
import type { Caller } from './caller.ts';
import { createPlaces, type Places } from './places.ts';
import { charactersOf } from './representation-text.ts';

/** What a batch holds of one caller: positions in the caller's fetch, and where in the batch each of them is asked for. */
export interface Part {
  readonly caller: Caller;
  readonly own: number[];
  readonly places: number[];
}

/** Representations that are asked for in one call, each once. */
export interface Batch {
  readonly parts: Part[];
  readonly representations: Representation[];
  /** Of the representations. */
  readonly places: Places<number>;
  /** Of the representations as JSON, about. */
  characters: number;
  /** Ends the call; null until it is sent. */
  ending: AbortController | null;
}

/** Nothing yet. */
export function createBatch(): Batch {
  return { parts: [], representations: [], places: createPlaces(), characters: 0, ending: null };
}

/** Takes a caller in with all of its representations. */
export function takeIn(batch: Batch, caller: Caller): void {
  const part = openPart(batch, caller);
  let position = 0;
  for (const one of caller.representations) place(batch, part, position++, one);
}

/** Whether so many more representations fit, none of which may be there already. */
export function hasRoom(batch: Batch, more: number, { size }: BatchBounds): boolean {
  return batch.representations.length + more <= size;
}

/** Whether nothing more fits. */
export function isFull(batch: Batch, { size, characters }: BatchBounds): boolean {
  return batch.representations.length >= size || batch.characters >= characters;
}

/** As few batches as hold the callers' representations, each of which is asked for once. */
export function cutIntoBatches(callers: readonly Caller[], bounds: BatchBounds): Batch[] {
  const batches: Batch[] = [];
  const taken = createPlaces<Batch>();
  let last = createBatch();
  for (const caller of callers) {
    const parts = new Map<Batch, Part>();
    for (const [position, representation] of caller.representations.entries()) {
      let batch = taken.get(representation);
      if (batch === undefined) {
        if (batches.length === 0 || isFull(last, bounds)) {
          last = createBatch();
          batches.push(last);
        }
        batch = last;
        taken.set(representation, batch);
      }
      const part = parts.get(batch) ?? openPart(batch, caller);
      parts.set(batch, part);
      place(batch, part, position, representation);
    }
  }
  return batches;
}

/** A batch of these parts of another one, in its place; callers that wait no more are left out. */
export function batchOfParts(parts: readonly Part[]): Batch {
  const batch = createBatch();
  for (const { caller, own } of parts) {
    if (caller.isOver) continue;
    const part = openPart(batch, caller);
    caller.owed--;
    for (const position of own) place(batch, part, position, caller.representations[position] ?? {});
  }
  return batch;
}

function openPart(batch: Batch, caller: Caller): Part {
  const part = { caller, own: [], places: [] };
  batch.parts.push(part);
  caller.batches.push(batch);
  caller.owed++;
  return part;
}

function place(batch: Batch, part: Part, position: number, representation: Representation): void {
  let index = batch.places.get(representation);
  if (index === undefined) {
    index = batch.representations.length;
    batch.places.set(representation, index);
    batch.representations.push(representation);
    batch.characters += charactersOf(representation);
  }
  part.own.push(position);
  part.places.push(index);
}
