import type { FastifyRequest } from 'fastify';

/** What the line of a response says beyond method, route and status: nothing of a person, nothing of variables. */
export type LogNotes = Readonly<Record<string, string>>;

const notes = new WeakMap<FastifyRequest, LogNotes>();

/** Notes something for the log line of this request's response. */
export function note(request: FastifyRequest, fields: LogNotes): void {
  notes.set(request, { ...notes.get(request), ...fields });
}

/** What was noted so far. */
export function notesOf(request: FastifyRequest): LogNotes {
  return notes.get(request) ?? {};
}
