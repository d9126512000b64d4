import { GraphQLError } from 'graphql';

/** Codes of faults that a subgraph may tell the gateway; everything else is masked. */
export type FaultCode =
  | 'NOT_FOUND'
  | 'FORBIDDEN'
  | 'UNAUTHENTICATED'
  | 'BAD_USER_INPUT'
  | 'INTERNAL_SERVER_ERROR';

const MESSAGES: Readonly<Record<FaultCode, string>> = {
  NOT_FOUND: '没有找到，或无权查看。Not found, or not visible to you.',
  FORBIDDEN: '无权进行此操作。You may not do this.',
  UNAUTHENTICATED: '请先登录。Please log in.',
  BAD_USER_INPUT: '输入有误。The input is not valid.',
  INTERNAL_SERVER_ERROR: '部门系统出错。The department answered with a fault.',
};

/** A fault for `errors[]`; the message is the code's own unless the caller has something more exact to say. */
export function fault(code: FaultCode, message: string = MESSAGES[code]): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** The error as it may leave the subgraph: faults of the table stay, all else loses message and details. */
export function maskError(error: GraphQLError): GraphQLError {
  if (isFault(error) || error.originalError === undefined || error.originalError === null) return error;
  return new GraphQLError(MESSAGES.INTERNAL_SERVER_ERROR, {
    ...(error.nodes && { nodes: error.nodes }),
    ...(error.path && { path: error.path }),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
}

/** Whether the error carries a code of the table. */
export function isFault(error: GraphQLError): boolean {
  // graphql-jit leaves extensions undefined where the original error has none.
  const code = (error as Partial<GraphQLError>).extensions?.code;
  return typeof code === 'string' && Object.hasOwn(MESSAGES, code);
}
