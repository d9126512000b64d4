import type { FastifyReply } from 'fastify';

/** Adds request headers, lower case, that an answer depends on, beside those named before. */
export function addVary(reply: FastifyReply, ...names: readonly string[]): void {
  const before = String(reply.getHeader('vary') ?? '');
  const all = new Set([...before.split(', ').filter(Boolean), ...names]);
  reply.header('vary', [...all].join(', '));
}
