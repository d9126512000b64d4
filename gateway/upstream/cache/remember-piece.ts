import type { Piece } from './divided-fetch.ts';
import type { EntityCache } from './entity-cache.ts';
import { lifeOf, versionOf } from './life-of.ts';
import type { Wanted } from './seats.ts';

/**
 * Stores what a department said of a slot, if its life allows: never with an error anywhere in it, never what the
 * department does not know, never an answer about somebody else. Its life begins when the department was asked.
 */
export function rememberPiece(
  cache: EntityCache,
  { slot, look }: Wanted,
  piece: Piece,
  { readAt, staleMs }: { readonly readAt: number; readonly staleMs: number },
): void {
  if (piece.problems.length > 0 || !piece.isSaid) return;
  const { subgraph, student } = slot.group;
  if (!isAbout(student, piece.value)) return;
  const life = lifeOf(subgraph, piece.value);
  if (life === 0) return;
  const freshUntil = readAt + life;
  const usableUntil = Math.max(freshUntil, readAt + staleMs);
  cache.store(slot, look, {
    value: piece.value,
    version: versionOf(piece.value),
    readAt,
    freshUntil,
    usableUntil,
  });
}

function isAbout(student: string, value: Readonly<Record<string, unknown>>): boolean {
  const { id } = value;
  return id === undefined || id === student;
}
