import type { FastifyReply } from 'fastify';
import { html } from '../identity/pages/html.ts';
import { pageHeaders, paragraph, renderPage } from '../identity/pages/page.ts';
import { errorBody } from '../request/format-error.ts';
import type { ViewerRead } from '../request/viewer.ts';
import { isForPeople } from './for-people.ts';
import { refuseViewer } from './refuse-viewer.ts';

const NOT_HERE = renderPage(
  { zh: '没有这个页面', en: 'There is no such page' },
  html`${paragraph({
    zh: 'GraphiQL 供分析员和集成人员使用。如需使用，请联系研究生院开通；如有多个身份，请退出后以相应身份登录。',
    en: 'GraphiQL is for analysts and integrators. Ask the Graduate School for the role; with several roles, log out and act in that one.',
  })}<p><a href="/">回到首页 <span lang="en">Back to the start</span></a></p>`,
);
const NOT_NOW = renderPage(
  { zh: '请稍候', en: 'One moment' },
  paragraph({
    zh: '暂时无法核对您的身份，本页会自动再试。',
    en: 'Who you are cannot be checked right now. This page tries again by itself.',
  }),
);
const AGAIN_S = 3;

/** 404 for whoever may not use GraphiQL: a page for people, the error of the table for programs. */
export function refuseGraphiql(reply: FastifyReply): FastifyReply {
  reply.code(404);
  return isForPeople(reply)
    ? reply.headers(pageHeaders()).send(NOT_HERE)
    : reply.send(errorBody('NOT_FOUND', reply.request.id));
}

/** The answer to somebody who is not known; where nobody could be asked who it is, people get a page that tries again. */
export function refuseUnknown(
  reply: FastifyReply,
  read: Exclude<ViewerRead, { kind: 'known' }>,
): FastifyReply {
  if (read.kind !== 'unavailable' || !isForPeople(reply)) return refuseViewer(reply, read);
  return reply
    .code(503)
    .headers({ ...pageHeaders(), 'retry-after': AGAIN_S, refresh: AGAIN_S })
    .send(NOT_NOW);
}
