import type { SamplePerson } from '../../data/people.ts';
import { type Html, html } from '../../gateway/identity/pages/html.ts';
import { paragraph, renderPage } from '../../gateway/identity/pages/page.ts';

const ONLY_HERE = paragraph({
  zh: '仅供开发和试用：没有密码，人员均为虚构。',
  en: 'For development and trying out only: no passwords, and nobody is real.',
});

/** The page on which one picks who to be: a plain form, one button a person. */
export function pickPage(
  action: string,
  staff: readonly SamplePerson[],
  students: readonly SamplePerson[],
): string {
  return renderPage(
    { zh: '选择登录人员', en: 'Log in as' },
    html`${ONLY_HERE}
<form method="post" action="${action}">
<h2>学生 <span lang="en">Students</span></h2>
${students.map(button)}
<h2>工作人员 <span lang="en">Staff</span></h2>
${staff.map(button)}
</form>`,
  );
}

function button({ sub, name, roles }: SamplePerson): Html {
  return html`<button name="sub" value="${sub}">${name.zh} <span lang="en">${name.en}</span><br><small>${[sub, ...roles].join(' · ')}</small></button>
`;
}

/** The page that asks whether to leave the identity provider too; `form` is the provider's own, without buttons. */
export function leavePage(form: string): string {
  return renderPage(
    { zh: '退出统一身份认证', en: 'Log out of the identity provider' },
    html`${ONLY_HERE}${{ html: form }}
<button form="op.logoutForm" name="logout" value="yes" autofocus>退出，换人登录 <span lang="en">Log out, to log in as somebody else</span></button>
<button form="op.logoutForm">保持登录 <span lang="en">Stay logged in</span></button>`,
  );
}

/** The page after a logout that leads nowhere. */
export function goodbyePage(): string {
  return renderPage({ zh: '已退出', en: 'Logged out' }, ONLY_HERE);
}

/** The page for a login that cannot go on. */
export function brokenPage(): string {
  return renderPage(
    { zh: '登录无法继续', en: 'The login cannot go on' },
    paragraph({
      zh: '登录已过期，或请求不完整。请回到离校服务重新登录。',
      en: 'It expired, or the request is not complete. Go back to the service and log in again.',
    }),
  );
}
