import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Engine, EngineRequest } from '../engine/engine.ts';
import { refuse } from '../http/refuse.ts';
import { refuseViewer } from '../http/refuse-viewer.ts';
import { addVary } from '../http/vary.ts';
import { formatError, statusFor } from '../request/format-error.ts';
import type { OperationGate } from '../request/operation-gate.ts';
import { isStudentNumber } from '../request/student-number-rule.ts';
import type { KnownViewer, ReadViewer, Viewer } from '../request/viewer.ts';
import { startDeadline } from '../upstream/deadline.ts';
import type { LiveLimits } from './live-limits.ts';
import type { LiveQuery } from './live-query.ts';
import { createLiveSubscription, type LiveSubscription } from './live-subscription.ts';
import { createPrepare } from './prepare-live.ts';
import { openSseStream } from './sse-stream.ts';
import type { Subscribers } from './subscribers.ts';

/** What the route needs. */
export interface LiveRouteParts {
  readonly engine: Engine;
  readonly readViewer: ReadViewer;
  readonly gate: OperationGate;
  readonly subscribers: Subscribers;
  readonly limits: LiveLimits;
}

/**
 * `POST /graphql/stream`: subscriptions over server-sent events, one stream each (the distinct connections mode of
 * graphql-sse). Refusals are JSON, with the codes and statuses of `/graphql`.
 */
export function addLiveRoute(app: FastifyInstance, parts: LiveRouteParts): void {
  const { engine, readViewer, gate, subscribers, limits } = parts;
  const prepare = createPrepare();
  const open = new Set<LiveSubscription>();
  const ofCaller = new Map<string, number>();
  const beat = setInterval(() => {
    for (const subscription of open) void subscription.beat();
  }, limits.beatMs);
  beat.unref();
  app.addHook('preClose', async () => {
    clearInterval(beat);
    for (const subscription of open) subscription.end();
  });

  app.post('/graphql/stream', async (request, reply) => {
    addVary(reply, 'authorization', 'cookie');
    const read = await readViewer(request);
    if (read.kind !== 'known') {
      const retryAfter = await gate.countStranger(request.ip);
      return retryAfter === null
        ? refuseViewer(reply, read)
        : refuse(reply, { code: 'RATE_LIMITED', retryAfter });
    }
    const { viewer } = read;
    const asked = askedOf(request);
    const choice = await gate.admit({ ...asked, viewer, address: request.ip });
    if (choice.kind === 'refused') return refuse(reply, choice);
    const text = choice.kind === 'trusted' ? choice.document.text : asked.named.query;
    const schema = engine.current()?.apiSchema;
    if (typeof text !== 'string' || schema === undefined) return refuse(reply, { code: 'BAD_REQUEST' });
    const prepared = prepare(schema, text, asked.operationName);
    if (prepared.kind === 'refused') return refusePrepared(reply, prepared);
    const student = studentOf(prepared.query, asked.variables, viewer);
    if (student === null || !isStudentNumber(student)) return refuse(reply, { code: 'BAD_USER_INPUT' });
    const caller = viewer.kind === 'person' ? `${viewer.role} ${viewer.sub}` : 'anonymous';
    if (open.size >= limits.streams) return refuse(reply, { code: 'OVERLOADED', retryAfter: 5 });
    if (viewer.kind === 'person' && (ofCaller.get(caller) ?? 0) >= limits.streamsOfOne)
      return refuse(reply, { code: 'RATE_LIMITED', retryAfter: 5 });
    follow(reply, caller, student, runOf(request, read, prepared.query, asked.variables));
    return reply;
  });

  function follow(
    reply: FastifyReply,
    caller: string,
    student: string,
    { run, isKnown }: Pick<Parameters<typeof createLiveSubscription>[0], 'run' | 'isKnown'>,
  ): void {
    const headers = stringsOf(reply.getHeaders());
    const lastId = reply.request.headers['last-event-id'];
    reply.hijack();
    const stream = openSseStream(reply.raw, headers);
    const subscription = createLiveSubscription({
      stream,
      run,
      isKnown,
      lastId: typeof lastId === 'string' ? lastId : undefined,
    });
    // Before the first run: a change in between is told by another.
    const leave = subscribers.add(student, subscription);
    open.add(subscription);
    ofCaller.set(caller, (ofCaller.get(caller) ?? 0) + 1);
    reply.raw.once('close', () => {
      leave();
      open.delete(subscription);
      const left = (ofCaller.get(caller) ?? 1) - 1;
      if (left > 0) ofCaller.set(caller, left);
      else ofCaller.delete(caller);
    });
    void subscription.changed();
  }

  function runOf(
    request: FastifyRequest,
    known: KnownViewer,
    { document, documentHash, operationName }: LiveQuery,
    variables: Record<string, unknown>,
  ) {
    // Only these outlive the request: thousands of streams stand open.
    const { viewer, stillKnown: isKnown } = known;
    const requestId = request.id;
    const work = { document, documentHash, operationName, kind: 'query', variables } as const;
    const caller = { viewer, forwardedAuthorization: undefined, requestId };
    const run = async () => {
      const apiSchema = engine.current()?.apiSchema;
      if (apiSchema === undefined || !(await isKnown())) return null;
      const deadline = startDeadline(limits.queryDeadlineMs);
      try {
        const asking: EngineRequest = { ...work, ...caller, apiSchema, signal: deadline.signal };
        const { data, errors } = await engine.execute(asking);
        const shown = errors?.map((error) => formatError(error.toJSON(), error, requestId));
        return { data: data ?? null, ...(shown && { errors: shown }) };
      } finally {
        deadline.release();
      }
    };
    return { run, isKnown };
  }
}

/** What the body asks for. */
function askedOf({ body }: FastifyRequest) {
  const fields = asRecord(body);
  const persisted = asRecord(asRecord(fields.extensions).persistedQuery);
  return {
    named: {
      query: fields.query ?? undefined,
      documentId: fields.documentId ?? undefined,
      persistedHash: persisted.sha256Hash ?? undefined,
    },
    operationName: typeof fields.operationName === 'string' ? fields.operationName : null,
    variables: asRecord(fields.variables),
    extensions: fields.extensions,
  };
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** Whose changes matter. */
function studentOf(
  { student }: LiveQuery,
  variables: Record<string, unknown>,
  viewer: Viewer,
): string | null {
  const named =
    student?.kind === 'variable' ? (variables[student.value] ?? student.byDefault) : student?.value;
  if (typeof named === 'string' || typeof named === 'number') return String(named);
  return viewer.kind === 'person' ? viewer.sub : null;
}

function refusePrepared(
  reply: FastifyReply,
  { code, errors }: Extract<ReturnType<ReturnType<typeof createPrepare>>, { kind: 'refused' }>,
): FastifyReply {
  const [first] = errors;
  if (first === undefined) return refuse(reply, { code });
  const said = { ...first.toJSON(), extensions: { code } };
  return reply.code(statusFor(code)).send({ errors: [formatError(said, first, reply.request.id)] });
}

function stringsOf(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
