import type { IncomingHttpHeaders } from 'node:http';

const ANSWERS = new Set(['*/*', 'application/*', 'application/json', 'application/graphql-response+json']);
const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/i;

/** Whether an answer of ours fits the Accept header; without one everything does. Asked before anything executes. */
export function isAcceptable(accept: string | undefined): boolean {
  if (accept === undefined || accept.trim() === '') return true;
  return accept.split(',').some((range) => {
    const [type = '', ...parameters] = range.toLowerCase().split(';');
    const isRefused = parameters.some((parameter) => /^\s*q\s*=\s*0(\.0*)?\s*$/.test(parameter));
    return ANSWERS.has(type.trim()) && !isRefused;
  });
}

/** Whether a body is sent as it is read: UTF-8 (or unsaid), and not compressed. */
export function isReadable(headers: IncomingHttpHeaders): boolean {
  const charset = CHARSET.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  const encoding = headers['content-encoding'] ?? 'identity';
  return /^utf-?8$/i.test(charset) && encoding.toLowerCase() === 'identity';
}
