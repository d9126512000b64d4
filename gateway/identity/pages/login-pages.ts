import type { FastifyReply } from 'fastify';
import { html } from './html.ts';
import { type Bilingual, pageHeaders, paragraph, renderPage } from './page.ts';
import type { SsoHelp } from './sso-help.ts';

/** Why somebody is not let in. */
export type LoginFault = 'unavailable' | 'refused' | 'not-on-roster';

interface Words {
  readonly status: number;
  readonly title: Bilingual;
  readonly what: Bilingual;
}

const RETRY_AFTER_S = 10;
const words: Record<LoginFault, Words> = {
  unavailable: {
    status: 503,
    title: { zh: '暂时无法登录', en: 'Login is not possible at the moment' },
    what: {
      zh: '身份认证服务暂时没有应答，您的办理情况不受影响。请稍后重试。',
      en: 'The service that checks who you are does not answer. Nothing of your clearance is lost. Try again in a while.',
    },
  },
  refused: {
    status: 400,
    title: { zh: '登录没有完成', en: 'The login was not completed' },
    what: {
      zh: '登录已过期、已取消，或不是从本浏览器开始的。请重新登录。',
      en: 'It expired, was cancelled, or did not begin in this browser. Log in again.',
    },
  },
  'not-on-roster': {
    status: 403,
    title: { zh: '不在办理名单', en: 'Not on the roster' },
    what: {
      zh: '您的账号不在离校办理名单中，也没有工作权限。',
      en: 'This account belongs to nobody who is to be cleared, and to none of the staff of this service.',
    },
  },
};

/** Answers with a page that says in both languages what is the matter and whom to call. */
export function sendLoginFault(reply: FastifyReply, fault: LoginFault, help: SsoHelp | null): FastifyReply {
  const { status, title, what } = words[fault];
  if (status === 503) reply.header('retry-after', RETRY_AFTER_S);
  const body = html`${paragraph(what)}${helpFor(fault, help)}<p><a href="/login">重新登录 <span lang="en">Log in again</span></a></p>`;
  return reply.code(status).headers(pageHeaders()).send(renderPage(title, body));
}

function helpFor(fault: LoginFault, help: SsoHelp | null) {
  if (help === null) return html``;
  if (fault === 'not-on-roster')
    return paragraph({
      zh: `如有疑问，请致电${help.roster.name.zh} ${help.roster.phone}。`,
      en: `If that is wrong, call the ${help.roster.name.en}: ${help.roster.phone}.`,
    });
  const mail = help.email === null ? '' : `，${help.email}`;
  return html`${paragraph({
    zh: `${help.name}咨询电话：${help.phone}${mail}。`,
    en: `Help with login: ${help.phone}${help.email === null ? '' : `, ${help.email}`}.`,
  })}${paragraph(help.help)}`;
}
