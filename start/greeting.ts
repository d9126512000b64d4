/** What there is to tell once everything answers. */
export interface Greeting {
  /** Address of the gateway. */
  readonly address: string;
  /** Students imported by this start. */
  readonly imported: number;
  /** From the start of the process. */
  readonly seconds: number;
  /** Whether the sample class is the one that is served. */
  readonly sample: boolean;
  readonly production: boolean;
}

/** What `npm start` prints: only what works in this mode. */
export function greeting({ address, imported, seconds, sample, production }: Greeting): string {
  const parts = [
    `\n离校服务已就绪 · ready after ${seconds.toFixed(1)} s`,
    imported > 0 ? `已导入 ${imported} 名样例学生 · ${imported} synthetic students imported` : '',
    '',
    `  页面 pages ${address}/  ·  简版 plain ${address}/plain`,
    `  窗口 desk  ${address}/desk  ·  核验 verify ${address}/v`,
    `  GraphQL   ${address}/graphql`,
    production ? '' : `  GraphiQL  ${address}/graphiql`,
    production ? '' : `  登录 login ${address}/login`,
    `  readiness ${address}/readyz`,
    sample ? sampleStudents(address) : '',
    production ? '' : TOKEN,
    'Ctrl-C 停止 · stops everything\n',
  ];
  return parts.filter((part, index) => part !== '' || index === 2).join('\n');
}

const TOKEN = `
令牌 · a token in any role, for curl and GraphiQL
  npm run --silent token -- --role registrar --sub R001
`;

function sampleStudents(address: string): string {
  return `
样例学生 · sample students
  TS2020S1   全部通过 everything passes
  TS2020F4   图书馆、档案馆、公寓未通过 three departments do not pass (figure 4)
  TS2020F6C  可注销借书证 library card can be cancelled
  TS2020F10  财务欠费 682.4 元 owes 682.4 yuan (figure 10)
  TS2020F9C  住宿情况不明，无法核对 residency unknown
领证窗口 · diploma desk: SAMPLE-DESK-1

试一试 · try
  T=$(npm run --silent token -- --role student --sub TS2020F10)
  curl -s ${address}/graphql -H "authorization: Bearer $T" -H 'content-type: application/json' \\
    -d '{"query":"{ clearance { library { passed } archives { passed } apartment { passed } finance { passed } passed } }"}'`;
}
