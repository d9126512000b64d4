import type { FastifyReply } from 'fastify';
import { html } from '../identity/pages/html.ts';
import { pageHeaders, paragraph, renderPage } from '../identity/pages/page.ts';
import { errorBody } from '../request/format-error.ts';

const TITLE = { zh: '没有这个页面', en: 'There is no such page' };
const WHO = {
  zh: 'GraphiQL 供分析员和集成人员使用。如需使用，请联系研究生院开通；如有多个身份，请退出后以相应身份登录。',
  en: 'GraphiQL is for analysts and integrators. Ask the Graduate School for the role; with several roles, log out and act in that one.',
};
const PAGE = renderPage(
  TITLE,
  html`${paragraph(WHO)}<p><a href="/">回到首页 <span lang="en">Back to the start</span></a></p>`,
);

/** 404 for whoever may not use GraphiQL: a page for people, the error of the table for programs. */
export function refuseGraphiql(reply: FastifyReply): FastifyReply {
  const { accept = '' } = reply.request.headers;
  reply.code(404);
  return accept.includes('text/html')
    ? reply.headers(pageHeaders()).send(PAGE)
    : reply.send(errorBody('NOT_FOUND', reply.request.id));
}
