import type { DepartmentCall, DepartmentClient, DepartmentResult } from '../department-client.ts';
import { judgeOnce } from '../judge-answer.ts';
import { createRetryAllowance } from '../resilience/retry-allowance.ts';
import type { Question } from '../settle-answer.ts';
import { createAskAlone, entitiesIn } from './ask-alone.ts';
import { type Batch, batchOfParts } from './batch.ts';
import type { Batching } from './batch-bounds.ts';
import { answerCaller, type Caller, giveUp, listenTo, rejectCaller } from './caller.ts';
import { handOut, isJunkForMost } from './hand-out.ts';
import type { Suspects } from './suspects.ts';

/** Sends a batch; resolves when all of its callers are answered. Never rejects: what is thrown, a bug, is for them. */
export type SendBatch = (batch: Batch) => Promise<void>;

/**
 * Sends batches to one department. A batch that failed as a whole, where one caller's representation may be to blame, is
 * sent again in two halves; what each half comes to stands. Not where the department did not answer at all: that is no
 * caller's fault, and the guard has tried again already. Splits are rationed, as retries are. Where just one half failed,
 * what was in it is suspected.
 */
export function createSendBatch(
  client: Pick<DepartmentClient, 'send'>,
  { bounds, events }: Batching,
  suspects: Suspects,
): SendBatch {
  const askAlone = createAskAlone(client);
  const allowance = createRetryAllowance(bounds.splitShare, bounds.splitMost);

  async function send(planned: Batch, mayBeSplit: boolean): Promise<Outcome> {
    const batch = withoutGone(planned);
    const [first] = batch.parts;
    if (first === undefined) return 'answered';
    const sole = batch.parts.length === 1 ? first.caller : null;
    if (sole !== null && isAllOf(sole, batch)) {
      const answer = await askAlone(sole.call, sole.question);
      answerCaller(sole, answer);
      return answer.said.length === batch.representations.length ? 'answered' : 'lost';
    }
    batch.ending = new AbortController();
    for (const { caller } of batch.parts) listenTo(caller);
    const question = questionOf(batch, first.caller);
    const { settle } = judgeOnce(question);
    const isJunk = (result: DepartmentResult) => isJunkForMost(batch, settle(result));
    if (sole === null) events?.onShared?.(sharedCall(batch));
    tellSent(batch);
    const result = await client.send({ ...callOf(batch, first.caller, question, batch.ending), isJunk });
    if (mayBeSplit) allowance.earn();
    if (mayBeSplit && mayBeOneCallers(result, batch) && hasSeveral(batch) && allowance.spend()) {
      await sendHalves(batch);
      return 'answered';
    }
    handOut(batch, result, settle(result));
    return entitiesIn(result).length === batch.representations.length ? 'answered' : 'lost';
  }

  async function sendHalves(batch: Batch): Promise<void> {
    events?.onSplit?.();
    const halves = halvesOf(batch);
    const outcomes = await Promise.all(halves.map((half) => send(half, false)));
    const lost = halves.filter((_, index) => outcomes[index] === 'lost');
    if (lost.length === 1) for (const half of lost) suspects.add(half);
  }

  return async (batch) => {
    try {
      await send(batch, true);
    } catch (error) {
      for (const { caller } of batch.parts) rejectCaller(caller, error);
    }
  };
}

/** `lost`: there is no entity in what was said. */
type Outcome = 'answered' | 'lost';

/** Whoever left while the batch was waiting is not asked for. */
function withoutGone(batch: Batch): Batch {
  let isSame = true;
  for (const { caller } of batch.parts) {
    if (!caller.isOver && caller.call.signal.aborted) giveUp(caller);
    if (caller.isOver) isSame = false;
  }
  return isSame ? batch : batchOfParts(batch.parts);
}

/** Whether a batch is just what its one caller asked for; then it is in the caller's order, too. */
function isAllOf({ representations }: Caller, batch: Batch): boolean {
  return batch.representations.length === representations.length;
}

function questionOf({ representations }: Batch, { question }: Caller): Question {
  return { ...question, variables: { ...question.variables, representations }, representations };
}

// The callers differ in nothing that is sent but their ids and representations (see BatchKey).
function callOf(
  { parts }: Batch,
  { call }: Caller,
  { variables }: Question,
  { signal }: AbortController,
): DepartmentCall {
  const callers = parts.length;
  return { ...call, variables, callers, requestId: sharedId(call.requestId, callers - 1), signal };
}

/** The longest request id that a department believes. */
const LONGEST_ID = 64;

/** `<id>.and-4`, where that is short enough: the first caller's request, and how many others. */
function sharedId(id: string, others: number): string {
  const shared = others === 0 ? id : `${id}.and-${others}`;
  return shared.length <= LONGEST_ID ? shared : id;
}

function tellSent({ parts, representations }: Batch): void {
  for (const { caller, own } of parts)
    caller.call.onSent?.({
      own: own.length,
      representations: representations.length,
      fetches: parts.length,
    });
}

function sharedCall({ parts, representations }: Batch) {
  return {
    representations: representations.length,
    requestIds: parts.map(({ caller }) => caller.call.requestId),
  };
}

function mayBeOneCallers(result: DepartmentResult, { representations }: Batch): boolean {
  if (result.kind === 'failed') return result.failure === 'bad-response';
  return entitiesIn(result).length !== representations.length;
}

function hasSeveral({ parts }: Batch): boolean {
  return parts.filter(({ caller }) => !caller.isOver).length > 1;
}

function halvesOf({ parts }: Batch): Batch[] {
  const present = parts.filter(({ caller }) => !caller.isOver);
  const middle = Math.ceil(present.length / 2);
  return [present.slice(0, middle), present.slice(middle)].map(batchOfParts);
}
