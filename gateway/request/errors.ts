/** One kind of fault that a client can be told of. */
interface ErrorEntry {
  /** HTTP status when nothing was executed or no data can be shown; 200 for faults that leave the rest of the answer standing. */
  readonly status: number;
  /** What happened, for people. */
  readonly zh: string;
  readonly en: string;
  /** What the client can do about it. */
  readonly cureZh: string;
  readonly cureEn: string;
}

/**
 * Every code that `errors[].extensions.code` can carry, with its status, meaning and cure.
 * `docs/errors.md` is made from it; no other code leaves the gateway.
 */
export const errorTable = {
  BAD_REQUEST: {
    status: 400,
    zh: '请求格式不正确',
    en: 'The request is not a GraphQL request',
    cureZh: '以 POST 发送 JSON：{"query", "variables", "operationName"}',
    cureEn: 'POST a JSON object with query, variables and operationName',
  },
  GRAPHQL_PARSE_FAILED: {
    status: 400,
    zh: '查询语句有语法错误',
    en: 'The document has a syntax error',
    cureZh: '按 locations 所指位置改正',
    cureEn: 'Correct the document at the location given',
  },
  GRAPHQL_VALIDATION_FAILED: {
    status: 400,
    zh: '查询语句与图的定义不符',
    en: 'The document does not fit the schema',
    cureZh: '对照 schema/api.graphql 改正字段与参数',
    cureEn: 'Compare fields and arguments with schema/api.graphql',
  },
  BAD_USER_INPUT: {
    status: 400,
    zh: '参数或变量的值不正确',
    en: 'An argument or a variable has an unusable value',
    cureZh: '改正所指的值后重试',
    cureEn: 'Correct the value that the message names',
  },
  OPERATION_RESOLUTION_FAILURE: {
    status: 400,
    zh: '无法确定要执行哪一个操作',
    en: 'It is not clear which operation to run',
    cureZh: '给出文档中存在的 operationName',
    cureEn: 'Send the operationName of an operation in the document',
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    status: 400,
    zh: '不支持自动登记查询语句',
    en: 'Automatic registration of documents is off',
    cureZh: '发送完整的查询语句',
    cureEn: 'Send the whole document',
  },
  QUERY_TOO_COMPLEX: {
    status: 400,
    zh: '查询语句过于复杂',
    en: 'The document asks for more than one request may',
    cureZh: '减少嵌套、别名、指令或条数，分几次查询',
    cureEn: 'Nest less, use fewer aliases, directives and rows, or ask in several requests',
  },
  OPERATION_NOT_PLANNED: {
    status: 400,
    zh: '无法为此查询确定取数步骤，未执行',
    en: 'There is no right way to fetch this operation, so nothing was executed',
    cureZh: '将其各部分拆成几个操作分别发送',
    cureEn: 'Ask for its parts in operations of their own',
  },
  BATCHING_DISABLED: {
    status: 400,
    zh: '一次请求只能包含一个操作',
    en: 'One request carries one operation',
    cureZh: '逐个发送',
    cureEn: 'Send the operations one by one',
  },
  DOCUMENT_NOT_TRUSTED: {
    status: 400,
    zh: '该文档未登记',
    en: 'The document is not in a manifest of trusted documents',
    cureZh: '发送已登记文档的 documentId；前端团队请运行 npm run documents',
    cureEn:
      'Send the documentId of a document in schema/documents; frontend teams add theirs with npm run documents',
  },
  INTROSPECTION_DISABLED: {
    status: 400,
    zh: '未开放对图定义的查询',
    en: 'Introspection is off',
    cureZh: '使用 schema/api.graphql',
    cureEn: 'Read schema/api.graphql',
  },
  UNAUTHENTICATED: {
    status: 401,
    zh: '未登录，或登录已失效',
    en: 'The caller is not known, or the token is not valid any more',
    cureZh: '重新登录；接口调用请在 Authorization 中携带有效令牌',
    cureEn: 'Log in again; API callers send a valid token in Authorization: Bearer',
  },
  FORBIDDEN: {
    status: 403,
    zh: '无权进行此操作',
    en: 'The caller may not do this',
    cureZh: '换用有权限的身份',
    cureEn: 'Use an identity that may',
  },
  NOT_FOUND: {
    status: 404,
    zh: '没有找到，或无权查看',
    en: 'There is no such thing, or none that the caller may know of',
    cureZh: '核对地址或编号；学生不在名单时请联系研究生院',
    cureEn: 'Check the address or the number; a student who is not on the roster calls the graduate school',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    zh: '此操作不能用该 HTTP 方法',
    en: 'This operation cannot use that HTTP method',
    cureZh: '变更操作请用 POST',
    cureEn: 'Send mutations by POST',
  },
  NOT_ACCEPTABLE: {
    status: 406,
    zh: '无法以所要求的格式回答',
    en: 'The answer cannot be given in the form that Accept asks for',
    cureZh: 'Accept 请用 application/graphql-response+json 或 application/json',
    cureEn: 'Accept application/graphql-response+json or application/json',
  },
  REQUEST_TIMEOUT: {
    status: 408,
    zh: '请求没有及时发送完毕',
    en: 'The request did not arrive in time',
    cureZh: '检查网络后重试',
    cureEn: 'Check the network and send it again',
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    zh: '请求过大',
    en: 'The request body is too large',
    cureZh: '请求正文不超过 1 MB',
    cureEn: 'Keep the body under 1 MB',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    zh: '请求正文不是 JSON',
    en: 'The request body is not JSON',
    cureZh: 'Content-Type 请用 application/json',
    cureEn: 'Send Content-Type: application/json',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    zh: '请求头过大',
    en: 'The request headers are too large',
    cureZh: '请求头合计不超过 16 KB；清除本站 Cookie 后重试',
    cureEn: 'Keep the headers under 16 KB together; clear the cookies of this site',
  },
  RATE_LIMITED: {
    status: 429,
    zh: '请求过于频繁',
    en: 'The caller asks too often',
    cureZh: '按 Retry-After 或 extensions.retryAfter 所示秒数等待后再试',
    cureEn: 'Wait as many seconds as Retry-After or extensions.retryAfter says',
  },
  IDENTITY_UNAVAILABLE: {
    status: 503,
    zh: '暂时无法核实身份',
    en: 'Who the caller is could not be checked at the moment',
    cureZh: '按 Retry-After 所示秒数等待后再试',
    cureEn: 'Wait as many seconds as Retry-After says and try again',
  },
  OVERLOADED: {
    status: 503,
    zh: '当前访问量过大，未受理',
    en: 'The service has more work than it can do and did not take this request',
    cureZh: '按 Retry-After 所示秒数等待后再试；提交请使用同一幂等键',
    cureEn: 'Wait as many seconds as Retry-After says; repeat a submission with its key',
  },
  DEPARTMENT_UNAVAILABLE: {
    status: 200,
    zh: '暂时无法连接',
    en: 'cannot be reached at the moment',
    cureZh: '稍后重试，或致电该部门',
    cureEn: 'Try again later, or call the department',
  },
  DEPARTMENT_TIMEOUT: {
    status: 200,
    zh: '没有及时答复',
    en: 'did not answer in time',
    cureZh: '稍后重试，或致电该部门',
    cureEn: 'Try again later, or call the department',
  },
  DEPARTMENT_BAD_RESPONSE: {
    status: 200,
    zh: '的答复无法识别',
    en: 'gave an answer that could not be understood',
    cureZh: '稍后重试，或致电该部门',
    cureEn: 'Try again later, or call the department',
  },
  DEPARTMENT_ERROR: {
    status: 200,
    zh: '处理时出错',
    en: 'reported a fault',
    cureZh: '致电该部门',
    cureEn: 'Call the department',
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    zh: '服务内部出错',
    en: 'Something went wrong inside the service',
    cureZh: '稍后重试；仍有问题时请提供 requestId',
    cureEn: 'Try again later; when reporting it, quote the requestId',
  },
} as const satisfies Record<string, ErrorEntry>;

/** A code of the table. */
export type ErrorCode = keyof typeof errorTable;

/** Whether a value is a code of the table. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorTable, value);
}

/** The table's sentence for a code, Chinese first. */
export function sentenceFor(code: ErrorCode): string {
  const entry = errorTable[code];
  return `${entry.zh}。 ${entry.en}.`;
}
