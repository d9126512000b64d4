/** Headers that a page of another origin cannot send without asking first (a preflight). */
export const preflightHeaders = ['x-client-name', 'apollo-require-preflight', 'x-apollo-operation-name'];
