import type { FastifyReply } from 'fastify';
import type { PageAnswer } from './page-app.ts';
import { headersOfPage } from './page-headers.ts';

const YEAR_S = 365 * 24 * 3600;

/** Sends what a page answered, under the headers of pages. */
export function sendPage(
  reply: FastifyReply,
  answer: PageAnswer,
  formTargets: readonly string[],
): FastifyReply {
  reply.headers(headersOfPage({ formTargets }));
  reply.header('cache-control', 'private, no-store');
  if ('cookies' in answer)
    for (const [name, value] of Object.entries(answer.cookies ?? {}))
      reply.header(
        'set-cookie',
        `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax`,
      );
  switch (answer.kind) {
    case 'html':
      return reply.code(answer.status).type('text/html; charset=utf-8').send(answer.html);
    case 'redirect':
      // See other: whatever the method was, the next is GET, so that going back and reloading repeat nothing.
      return reply.code(303).header('location', answer.to).send();
    case 'file':
      if (answer.immutable) reply.header('cache-control', `public, max-age=${YEAR_S}, immutable`);
      if (answer.name !== undefined)
        reply.header('content-disposition', `attachment; filename="${answer.name.replace(/[^\w.-]/g, '_')}"`);
      return reply.type(answer.type).send(asBody(answer.body));
    default:
      return answer satisfies never;
  }
}

function asBody(body: string | Uint8Array): string | Buffer {
  return typeof body === 'string' ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}

/** Says in both languages that a page cannot be shown: when even the program of the pages cannot answer. */
export function sendTrouble(reply: FastifyReply, status: number): FastifyReply {
  return reply
    .code(status)
    .headers(headersOfPage({ formTargets: ["'none'"] }))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(
      `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="renderer" content="webkit"><title>暂时无法显示 Cannot be shown now</title></head><body><h1>暂时无法显示此页</h1><p>没有任何内容被更改。请稍后再试；仍有问题时请告知编号 ${reply.request.id}。</p><p lang="en">This page cannot be shown at the moment. Nothing was changed. Try again later; when reporting it, quote the number above.</p><p><a href="/plain">返回首页 Back to the start</a></p></body></html>`,
    );
}
