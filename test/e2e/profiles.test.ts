import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Graph, startGraph } from '../kit/graph.ts';

const SITE = `{
  site {
    profile title level mobileLevel classYear
    portal { name mobileName url printedUrl quickEntry category completedPath mobileCompletedPath entryCaption guideCaption }
    sso { name help { zh } phone { display } email }
    departments { code unitName { zh } phones { display } }
    contacts { unitName { zh } phone { display uri } }
    diploma { notice { zh } url }
  }
  serviceGuide { serviceName serviceCode leadDepartment supportingDepartments audience category serviceType scope channel serviceHours
    topic timeLimit topicTag location feeStandard consultPhone { display } summary remark startUrl isFavorite }
  clearance(studentId: "TS2020F10") { finance { contact { unitName { zh } phones { display } } notices { title { zh } } } }
}`;

describe('under the profile current', () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await startGraph();
  });
  afterAll(() => graph.end());

  test('the guide page shows its 18 fields, the blank ones as null', async () => {
    const { data, errors } = await graph.query(SITE);
    expect(errors).toEqual([]);
    expect(data.serviceGuide).toEqual({
      serviceName: '研究生离校服务',
      serviceCode: '1067',
      leadDepartment: '信息化建设与管理处',
      supportingDepartments: ['财务处', '总务部（管理机构）', '图书馆', '档案馆', '研究生院'],
      audience: '学生',
      category: '学生事务',
      serviceType: '服务事项',
      scope: '跨部门综合事项',
      channel: '线上办理',
      serviceHours: '工作时间',
      topic: null,
      timeLimit: '工作日1-3天',
      topicTag: null,
      location: null,
      feeStandard: null,
      consultPhone: { display: '83592137' },
      summary: '供研究生毕业离校使用。',
      remark: null,
      startUrl: '/clearance',
      isFavorite: false,
    });
  });

  test('hall, login, phones and diploma are those of the current guide', async () => {
    const { site, clearance } = (await graph.query(SITE)).data;
    expect(site).toMatchObject({
      profile: 'current',
      title: '中国矿业大学研究生网上办理离校手续流程',
      mobileLevel: '研究生',
      portal: {
        name: '一网通办服务中心',
        quickEntry: '快速通道-一网通办',
        category: '学生办事',
        printedUrl: 'http://bsdt.cumt.edu.cn/zgkd_portal/',
      },
      sso: { name: '新版统一身份认证', phone: { display: '83592123' }, email: null },
      diploma: { notice: { zh: expect.stringContaining('离校流程单') } },
    });
    expect(
      site.departments.map(({ code, phones }: { code: string; phones: { display: string }[] }) => [
        code,
        phones[0]?.display,
      ]),
    ).toEqual([
      ['library', '0516-83592058'],
      ['archives', '0516-83592101'],
      ['apartment', '0516-83590327'],
      ['finance', '0516-83590233'],
    ]);
    expect(site.contacts).toHaveLength(6);
    expect(site.contacts[0].phone).toEqual({ display: '0516-83592137', uri: 'tel:+86-516-83592137' });
    expect(clearance.finance.contact.unitName.zh).toBe('财务处收费管理办公室');
    expect(clearance.finance.notices.map(({ title }: { title: { zh: string } }) => title.zh)).toContain(
      '2020届毕业生缴费通知',
    );
  });
});

describe('under the profile 2020, with the labels of the figures', () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await startGraph({ PROFILE: '2020', LABELS: 'guide-figures' });
  });
  afterAll(() => graph.end());

  test('every difference between the guides shows through the API', async () => {
    const { data, errors } = await graph.query(SITE);
    expect(errors).toEqual([]);
    expect(data.serviceGuide).toBeNull();
    expect(data.site).toMatchObject({
      profile: '2020',
      title: null,
      level: '研究生',
      mobileLevel: '本科生',
      classYear: 2020,
      portal: {
        name: '网上办事大厅',
        mobileName: '服务大厅',
        url: 'https://ehall.cumt.edu.cn/taskcenter/home',
        printedUrl: 'http://ehall.cumt.edu.cn/taskcenter/home',
        quickEntry: '快速通道-办事大厅',
        category: '学生事务',
        completedPath: '办事大厅-个人中心-已完成事项',
        mobileCompletedPath: '服务大厅-个人中心-已完成',
        entryCaption: 'PC端统一身份认证登录页面',
        guideCaption: '研究生离校信息查询服务',
      },
      sso: { name: '统一身份认证', phone: { display: '83592137' }, email: 'auth@cumt.edu.cn' },
      contacts: [{ phone: { display: '83592137' } }],
      diploma: null,
    });
    // The older guide names one telephone for everything, and finance by its older name.
    const phones = data.site.departments.flatMap((unit: { phones: { display: string }[] }) =>
      unit.phones.map(({ display }) => display),
    );
    expect(new Set(phones)).toEqual(new Set(['83592137']));
    expect(data.clearance.finance.contact).toEqual({
      unitName: { zh: '财务资产部' },
      phones: [{ display: '83592137' }],
    });
  });

  test('the practice of mailing a picture of an identity card is not repeated', async () => {
    const help: string = (await graph.query(SITE)).data.site.sso.help.zh;
    expect(help).toContain('请勿');
    expect(help).not.toMatch(/手持|拍照/);
  });

  test('F6: 已提交 passes, as figure 6 shows it', async () => {
    const { data } = await graph.query(
      '{ clearance(studentId: "TS2020F6") { library { outcome thesisDepositStatus thesisDepositLabel } passed } }',
    );
    expect(data.clearance).toEqual({
      library: { outcome: 'PASSED', thesisDepositStatus: 'APPROVED', thesisDepositLabel: '已提交' },
      passed: true,
    });
  });

  test('a department that is down is named with the phone of this guide', async () => {
    await graph.subgraphs.library.child.end();
    const { errors } = await graph.query(
      '{ clearance(studentId: "TS2020S1") { library { passed } passed } }',
    );
    expect(errors[0]?.extensions).toMatchObject({ department: 'library', phone: '83592137' });
  });
});
