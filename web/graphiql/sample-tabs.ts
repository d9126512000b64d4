/** One tab as GraphiQL takes it: operation text, variables as JSON text, request headers as JSON text with comments. */
export interface SampleTab {
  query: string;
  variables?: string;
  headers?: string;
}

/** What a new tab's header editor holds: how to get a token. Comments are dropped before sending. */
export const headersNote = tokenNote('registrar');

/**
 * The tabs a first visitor sees, in order; the operation's name is the tab's title. They read and change the golden
 * students of the sample data (numbers beginning with TS2020), and every one is valid against schema/api.graphql.
 */
export const sampleTabs: readonly SampleTab[] = [
  {
    headers: headersNote,
    query: `# 研究生离校信息查询：各部门的结论、原因与总结论。
# 先点右上角“登录 Log in”，选一位样例人员 (pick a sample person)；或用令牌 (or a token): 在项目目录运行
#   npm run --silent token -- --role registrar --sub dev
# 用它换下 Headers 一栏的 <token>，去掉该行的 //。Ctrl-Enter 运行。
query Clearance {
  clearance(studentId: "TS2020F10") {
    name
    college
    library { outcome passed reasons { code } }
    archives { outcome passed }
    apartment { outcome passed }
    finance { outcome passed totalOwed { yuan } }
    passed
    outcome
  }
}
`,
  },
  {
    headers: headersNote,
    query: `# 页面上的卡片：四项与总结论；null 是无法核对，不是通过。
query Card {
  clearance(studentId: "TS2020S1") {
    library { passed }
    archives { passed }
    apartment { passed }
    finance { passed }
    passed
  }
}
`,
  },
  {
    headers: headersNote,
    query: `# 某学院的名单，每页 10 人。下一页：把 endCursor 填进变量 after。
query CollegeStudents($filter: StudentFilter, $after: String) {
  students(first: 10, filter: $filter, after: $after) {
    nodes { id name college collegeCode major outcome }
    pageInfo { hasNextPage endCursor }
  }
}
`,
    variables: json({ filter: { collegeCode: '05', classYear: 2020 }, after: null }),
  },
  {
    headers: headersNote,
    query: `# 服务指南页的 18 个字段，本届的门户配置与咨询电话。
query GuideAndSite {
  serviceGuide {
    serviceName serviceCode leadDepartment supportingDepartments
    audience category serviceType scope channel serviceHours
    topic timeLimit topicTag location feeStandard
    consultPhone { display uri }
    summary remark startUrl isFavorite
  }
  site {
    profile
    title
    classYear
    portal { name url category completedPath }
    sso { name phone { display } }
    departments { code unitName { zh en } phones { display } }
    contacts { unitName { zh } phone { display } }
  }
}
`,
  },
  {
    headers: tokenNote('staff:library'),
    query: `# 注销借书证。TS2020F6C 可以注销，再次运行不会重复写入；
# 换成 TS2020F6D 会看到拒绝的原因。
mutation CancelCard($input: CancelLibraryCardInput!) {
  cancelLibraryCard(input: $input) {
    ... on LibraryCardCancelled {
      alreadyCancelled
      library { outcome cardStatus canCancelCard version }
    }
    ... on LibraryCardNotCancellable {
      blockers { code text { zh } action { zh } }
      contact { unitName { zh } phones { display } }
    }
    ... on Problem {
      code
      message { zh en }
      retryable
    }
  }
}

# 恢复借书证，回到原状。
mutation RestoreCard($restore: RestoreLibraryCardInput!) {
  restoreLibraryCard(input: $restore) {
    ... on LibraryCardRestored {
      alreadyActive
      library { outcome cardStatus version }
    }
    ... on Problem { code message { zh en } }
  }
}
`,
    variables: json({ input: { studentId: 'TS2020F6C' }, restore: { studentId: 'TS2020F6C' } }),
  },
  {
    headers: tokenNote('staff:finance'),
    query: `# 登记缴费。先运行下面的 Charges，
# 把所得的 id 填进变量 chargeId；金额以分计。
mutation RecordPayment($input: RecordPaymentInput!) {
  recordPayment(input: $input) {
    ... on PaymentRecorded {
      alreadyRecorded
      finance {
        outcome
        totalOwed { yuan }
        charges { id amountOwed { yuan } }
        version
      }
    }
    ... on PaymentExceedsCharge { amountOwed { fen yuan } }
    ... on Problem {
      code
      message { zh en }
      retryable
    }
  }
}

query Charges {
  clearance(studentId: "TS2020F10") {
    finance {
      charges { id academicYear chargeItemName amountOwed { fen yuan } }
      totalOwed { yuan }
    }
  }
}
`,
    variables: json({
      input: {
        studentId: 'TS2020F10',
        chargeId: 'charge-TS2020F10-1',
        amountFen: 6000,
        reference: 'GRAPHIQL-1',
      },
    }),
  },
];

function tokenNote(role: string): string {
  return `{
  // 令牌 (token): 在项目目录运行
  //   npm run --silent token -- --role ${role} --sub dev
  // "authorization": "Bearer <token>"
}
`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
