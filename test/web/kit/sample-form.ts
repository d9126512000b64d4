import QRCode from 'qrcode';

const URL_OF = `https://lixiao.cumt.edu.cn/v#${'eyJhbGciOiJFZERTQSIsImtpZCI6Ik'.repeat(9).slice(0, 270)}`;

/** What a test may choose of a form. */
export interface SampleForm {
  readonly departments?: readonly (readonly [
    code: string,
    zh: string,
    en: string,
    phones: readonly string[],
  ])[];
  readonly student?: object;
  readonly submission?: object;
  readonly watermark?: string;
  readonly diplomaNotice?: { readonly zh: string; readonly en: string };
}

const four: NonNullable<SampleForm['departments']> = [
  ['library', '图书馆', 'Library', ['0516-83592058']],
  ['archives', '档案馆', 'Archives', ['0516-83592101']],
  ['apartment', '总务部公寓与物业中心', 'Apartment and property centre', ['0516-83590327']],
  ['finance', '财务处收费管理办公室', 'Finance office, fee management', ['0516-83590233']],
];

/** The graph's `clearanceForm` of a made-up student, printed at a fixed time. */
export async function sampleForm(given: SampleForm = {}) {
  const svg = await QRCode.toString(URL_OF, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
  const {
    departments = four,
    student,
    submission,
    watermark,
    diplomaNotice = {
      zh: '研究生凭打印出的离校流程单领取毕业证、学位证，具体安排在研究生院网站公布。',
      en: 'The printed clearance form is exchanged for the diploma and degree certificate; arrangements are published on the Graduate School’s web site.',
    },
  } = given;
  return {
    title: '研究生离校流程单',
    printedAt: '2020-06-17T01:02:03.000Z',
    verificationUrl: URL_OF,
    qr: { svg: svg.trim(), text: URL_OF },
    watermark: watermark === undefined ? null : { zh: watermark, en: watermark },
    submission: {
      serial: '3DWY1FWVB9YSSF7FWM884H65VT',
      edition: 1,
      serviceName: '研究生离校服务',
      serviceCode: '1067',
      submittedAt: '2020-06-15T17:30:00.000Z',
      state: 'SUBMITTED',
      voidedAt: null,
      student: {
        studentId: 'TS2020S1',
        name: '样例学生',
        gender: 'FEMALE',
        grade: '2017',
        college: '信息与控制工程学院',
        major: '信息与通信工程',
        enrollmentDate: '2017-09-08',
        leaveType: 'GRADUATION',
        classYear: 2020,
        ...student,
      },
      departments: departments.map(([code, zh, en, phones]) => ({
        contact: {
          code,
          unitName: { zh, en },
          phones: phones.map((display) => ({ display, uri: `tel:${display}` })),
          place: null,
        },
        outcome: 'PASSED',
        version: '1.1',
        readAt: '2020-06-15T17:29:58.000Z',
        notices: [],
      })),
      diplomaNotice,
      diploma: null,
      ...submission,
    },
  };
}

const units = [
  '教务处学籍与培养管理办公室（南湖校区）',
  '国有资产与实验室管理处',
  '研究生工作部',
  '保卫处户籍科',
  '信息化建设与管理处',
];

/** As long as anything that a university could put on a form. */
export const longest: SampleForm = {
  departments: [
    ...four,
    ...units.map(
      (zh, index) =>
        [
          `unit-${index}`,
          zh,
          `Office number ${index} with a rather long English name`,
          ['0516-83590001', '0516-83590002'],
        ] as const,
    ),
  ].slice(0, 8),
  student: {
    studentId: 'TS20200123456789ABCD',
    name: '阿卜杜拉赫曼·买买提吐尔逊·艾合买提江',
    college: '矿业工程学院（国家卓越工程师学院、深部岩土力学与地下工程国家重点实验室）',
    major: '资源与环境（矿业工程领域）非全日制专业学位中外合作办学项目',
  },
  submission: { edition: 12, voidedAt: '2020-06-18T01:00:00.000Z', state: 'VOID' },
  watermark: '已作废 VOID；演示密钥 DEMO KEY 仅供演示',
  diplomaNotice: {
    zh: '研究生凭打印出的离校流程单领取毕业证、学位证，具体安排在研究生院网站公布。领取时请携带本人身份证和校园卡；委托他人领取的，另需授权委托书和代领人身份证。'.repeat(
      2,
    ),
    en: 'The printed clearance form is exchanged for the diploma and degree certificate. Bring an identity card and your student card; a delegate brings a letter of authorization as well. '.repeat(
      2,
    ),
  },
};
