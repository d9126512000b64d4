import type { FastifyReply } from 'fastify';

/** Whether a browser shows the answer as a page: it says that it reads HTML. Programs do not, and get JSON. */
export function isForPeople({ request }: FastifyReply): boolean {
  return (request.headers.accept ?? '').includes('text/html');
}
