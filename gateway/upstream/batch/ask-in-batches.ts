import type { DepartmentCall, DepartmentClient, DepartmentResult } from '../department-client.ts';
import type { Question, Representation } from '../settle-answer.ts';
import { createAskAlone } from './ask-alone.ts';
import type { AnsweredFetch, AskFetch } from './ask-fetch.ts';
import { type Batch, createBatch, cutIntoBatches, hasRoom, isFull, takeIn } from './batch.ts';
import type { Batching } from './batch-bounds.ts';
import { createBatchKey } from './batch-key.ts';
import { type Caller, createCaller, listenTo } from './caller.ts';
import { createLine } from './line.ts';
import { createSendBatch } from './send-batch.ts';
import { createSuspects } from './suspects.ts';

/**
 * Asking of one department in as few calls as may be: what requests fetch of it in the same turn of the event loop, by
 * the same selection, goes into one `_entities` call. A turn is waited for by setImmediate, never by a timer: it costs a
 * lone caller nothing but that. While the department is being asked it is one turn more: who waits for its answer anyway is
 * joined by those who come at the same time, which spares the department calls.
 *
 * Wide fetches are kept apart, so that a list of a whole school does not make one student wait: they are cut into calls of
 * their own, which are sent a turn later, and a few at a time.
 */
export function createAskInBatches(client: Pick<DepartmentClient, 'send'>, batching: Batching): AskFetch {
  const { bounds } = batching;
  const wideAbove = Math.min(bounds.wideAbove, bounds.size);
  const keyOf = createBatchKey();
  const askAlone = createAskAlone(client);
  const suspects = createSuspects();
  let underWay = 0;
  const send = createSendBatch({ send: sendCounted }, batching, suspects);
  const line = createLine(bounds.wideAtOnce);
  const narrow = new Map<string, Batch>();
  const wide = new Map<string, Caller[]>();

  function sendCounted(call: DepartmentCall): Promise<DepartmentResult> {
    const sent = client.send(call);
    underWay++;
    const end = () => void underWay--;
    // Before whoever waits for it goes on, and perhaps asks again.
    sent.then(end, end);
    return sent;
  }

  function join(key: string, caller: Caller): void {
    const { length } = caller.representations;
    const open = narrow.get(key);
    const fits = open !== undefined && hasRoom(open, length, bounds);
    if (open !== undefined && !fits) leave(key, open);
    const batch = fits ? open : createBatch();
    if (!fits) {
      narrow.set(key, batch);
      if (bounds.gatherMs > 0) setTimeout(leave, bounds.gatherMs, key, batch);
      else if (underWay === 0) setImmediate(leave, key, batch);
      else setImmediate(() => setImmediate(leave, key, batch));
    }
    takeIn(batch, caller);
    if (isFull(batch, bounds)) leave(key, batch);
  }

  function leave(key: string, batch: Batch): void {
    if (narrow.get(key) !== batch) return;
    narrow.delete(key);
    void send(batch);
  }

  function joinWide(key: string, caller: Caller): void {
    const gathered = wide.get(key);
    if (gathered !== undefined) {
      gathered.push(caller);
      return;
    }
    wide.set(key, [caller]);
    // One turn more: the narrow fetches that came in the same turn go first.
    setImmediate(() => setImmediate(leaveWide, key));
  }

  function leaveWide(key: string): void {
    const callers = wide.get(key) ?? [];
    wide.delete(key);
    const batches = cutIntoBatches(callers, { ...bounds, size: bounds.wideSize });
    // They may have to wait for their turn.
    for (const caller of callers) listenTo(caller);
    for (const batch of batches) void line(() => send(batch));
  }

  async function askSuspects(call: DepartmentCall, some: readonly Representation[], question: Question) {
    const answer = await askAlone(call, question);
    suspects.clear(some, answer);
    return answer;
  }

  return (call, question) => {
    const key = keyOf(call, question);
    if (key === null) return askAlone(call, question);
    const waiting = Promise.withResolvers<AnsweredFetch>();
    const caller = createCaller(call, question, waiting);
    if (caller.representations.length > wideAbove) joinWide(key, caller);
    else if (suspects.has(caller.representations)) return askSuspects(call, caller.representations, question);
    else join(key, caller);
    return waiting.promise;
  };
}
