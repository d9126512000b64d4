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
  /** Of the representations, as long as callers join one by one. */
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
  const taken = createPlaces<Taken>();
  let last = createBatch();
  for (const caller of callers) {
    const parts = new Map<Batch, Part>();
    let part: Part | undefined;
    let batch: Batch | undefined;
    for (let position = 0; position < caller.representations.length; position++) {
      const representation = caller.representations[position] as Representation;
      if (batches.length === 0 || isFull(last, bounds)) {
        last = createBatch();
        batches.push(last);
      }
      const seat = taken.getOrSet(representation, { batch: last, index: last.representations.length });
      if (seat.batch === last && seat.index === last.representations.length) add(last, representation);
      if (part === undefined || seat.batch !== batch) {
        batch = seat.batch;
        part = parts.get(batch) ?? openPart(batch, caller);
        parts.set(batch, part);
      }
      part.own.push(position);
      part.places.push(seat.index);
    }
  }
  return batches.filter(({ representations }) => representations.length > 0);
}

/** Where a representation is asked for. */
interface Taken {
  readonly batch: Batch;
  readonly index: number;
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
    add(batch, representation);
  }
  part.own.push(position);
  part.places.push(index);
}

function add(batch: Batch, representation: Representation): void {
  batch.representations.push(representation);
  batch.characters += charactersOf(representation);
}
