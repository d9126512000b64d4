import type { Fault } from './departments.ts';

/** A page where JSON is expected. */
export const html: Fault = (_, reply) =>
  reply.type('text/html').send('<html>login at http://10.1.2.3/</html>');

/** A body of our choosing. */
export const body =
  (text: string, status = 200): Fault =>
  (_, reply) =>
    reply.code(status).type('application/json').send(text);

/** No answer, ever: what a stopped process looks like from outside. */
export const silence: Fault = () => new Promise(() => {});

/** `entity` for every representation asked for, with its key. */
export const everyEntity =
  (entity: unknown): Fault =>
  (request, reply) => {
    const { variables } = request.body as { variables: { representations: { id: unknown }[] } };
    const isObject = typeof entity === 'object' && entity !== null;
    const entities = variables.representations.map(({ id }) => (isObject ? { id, ...entity } : entity));
    return reply.send({ data: { _entities: entities } });
  };

/** The socket is cut without an answer. */
export const cut: Fault = (request) => {
  request.raw.socket.destroy();
  return new Promise(() => {});
};
