import type { FastifyReply } from 'fastify';
import { type Html, html } from '../identity/pages/html.ts';
import { type Bilingual, pageHeaders, paragraph, renderPage } from '../identity/pages/page.ts';
import { errorBody, statusFor } from '../request/format-error.ts';
import { isForPeople } from './for-people.ts';
import { refuse } from './refuse.ts';
import { refuseViewer } from './refuse-viewer.ts';

/** Why a file is not sent. */
export type ExportFault =
  | 'UNAUTHENTICATED'
  | 'IDENTITY_UNAVAILABLE'
  | 'RATE_LIMITED'
  | 'NOT_FOUND'
  | 'DEPARTMENT_UNAVAILABLE';

/** What the refusal may offer. */
export interface ExportRefusal {
  /** Where one logs in; null: nowhere. */
  readonly loginPath: string | null;
  /** Seconds after which the same may be asked again. */
  readonly retryAfter?: number;
}

interface Words {
  readonly title: Bilingual;
  readonly what: Bilingual;
  /** Where the reader can go on, beside the reports. */
  readonly next: 'login' | 'again' | 'nothing';
}

const WORDS: Readonly<Record<ExportFault, Words>> = {
  UNAUTHENTICATED: {
    title: { zh: '请重新登录', en: 'Log in again' },
    what: {
      zh: '登录已结束（较长时间没有操作，或已退出），文件没有下载。登录后，在“我的导出”中可再次下载仍在保留期内的文件。',
      en: 'Your login has ended, so the file was not downloaded. Log in; while the file is kept, “My exports” has it.',
    },
    next: 'login',
  },
  NOT_FOUND: {
    title: { zh: '没有这个文件', en: 'There is no such file' },
    what: {
      zh: '文件已过保留期或已被删除，或者不是您以现在的身份申请的。请在“导出明细”中重新导出；如有多个身份，请换成申请时的身份再下载。',
      en: 'Its time is over, it was deleted, or it is not yours in the role you are acting in. Start the export again; with several roles, download it in the one it was ordered in.',
    },
    next: 'nothing',
  },
  RATE_LIMITED: {
    title: { zh: '操作过于频繁', en: 'Too many requests' },
    what: {
      zh: '文件没有下载，也没有丢失。请稍等片刻再试。',
      en: 'The file was not downloaded, and is still there. Wait a moment, and try again.',
    },
    next: 'again',
  },
  DEPARTMENT_UNAVAILABLE: {
    title: { zh: '暂时无法下载', en: 'The download is not possible at the moment' },
    what: {
      zh: '保存文件的服务暂时没有应答，文件没有丢失。请稍后再试。',
      en: 'The service that keeps the file does not answer; the file is still there. Try again in a while.',
    },
    next: 'again',
  },
  IDENTITY_UNAVAILABLE: {
    title: { zh: '请稍候', en: 'One moment' },
    what: {
      zh: '暂时无法核对您的身份，本页会自动再试。',
      en: 'Who you are cannot be checked right now. This page tries again by itself.',
    },
    next: 'again',
  },
};
const REPORTS = '/reports';
const AGAIN_S = 3;
/** In an answer of the graph the code leaves the rest standing; of a file there is no rest. */
const UNAVAILABLE = 503;

/**
 * Answers whoever asked for a file that they do not get. People followed a link of `/reports` and have left it: they are told what
 * happened, and led on; programs get the error of the table. The same for everybody who may not have the file as where there is none.
 */
export function refuseExport(reply: FastifyReply, code: ExportFault, refusal: ExportRefusal): FastifyReply {
  if (!isForPeople(reply)) return refuseProgram(reply, code, refusal);
  const { title, what, next } = WORDS[code];
  const { retryAfter = AGAIN_S, loginPath } = refusal;
  if (code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer');
  if (next === 'again') reply.header('retry-after', retryAfter);
  if (code === 'IDENTITY_UNAVAILABLE') reply.header('refresh', AGAIN_S);
  const links = [
    ...(next === 'login' && loginPath !== null
      ? [link(`${loginPath}?return=${encodeURIComponent(REPORTS)}`, { zh: '登录', en: 'Log in' })]
      : []),
    ...(next === 'again' ? [link(pathOf(reply), { zh: '再试一次', en: 'Try again' })] : []),
    link(REPORTS, { zh: '回到统计报表', en: 'Back to the reports' }),
  ];
  return reply
    .code(code === 'DEPARTMENT_UNAVAILABLE' ? UNAVAILABLE : statusFor(code))
    .headers(pageHeaders())
    .send(renderPage(title, html`${paragraph(what)}${links}`));
}

function refuseProgram(reply: FastifyReply, code: ExportFault, { retryAfter }: ExportRefusal): FastifyReply {
  if (code === 'UNAUTHENTICATED') return refuseViewer(reply, { kind: 'refused' });
  if (code === 'IDENTITY_UNAVAILABLE') return refuseViewer(reply, { kind: 'unavailable' });
  if (code === 'DEPARTMENT_UNAVAILABLE')
    return reply.code(UNAVAILABLE).send(errorBody(code, reply.request.id));
  return refuse(reply, { code, retryAfter });
}

function link(href: string, { zh, en }: Bilingual): Html {
  return html`<p><a href="${href}">${zh} <span lang="en">${en}</span></a></p>\n`;
}

/** The same address, without a query string. */
function pathOf({ request }: FastifyReply): string {
  return request.url.split('?')[0] ?? REPORTS;
}
