import type { ChildProcess } from 'node:child_process';
import type { Log } from '../../observe/log.ts';
import { type ForkedPlanner, forkPlanner } from './forked-planner.ts';
import { NobodyPlans, NotPlanned } from './not-planned.ts';
import type { FromPlanner } from './planning-messages.ts';
import type { RawPlan, RawPlanner } from './raw-planner.ts';

/** Plans in another process. */
export interface PlanningChild {
  readonly name: RawPlanner['name'];
  /**
   * Plans a document of one operation; `careful` does without the compiled planner. Rejects with NotPlanned where no planner
   * can, or none can in time, and with NobodyPlans where no process could be started for it; the next one tries again.
   */
  plan(text: string, careful?: boolean): Promise<RawPlan>;
  close(): Promise<void>;
}

/** What a process that plans is started from. */
export interface PlanningParts {
  readonly supergraphSdl: string;
  readonly prefer: RawPlanner['name'];
  readonly log: Log;
  /**
   * Milliseconds for one operation; a process that needs more is ended. Left out: 3,000, and 10,000 where Apollo's planner
   * plans, which takes the most of it to begin.
   */
  readonly patienceMs?: number;
  /** One that was started before; left out: a new one. */
  readonly child?: ChildProcess;
  /** How a process is started; left out: forked from this one. */
  readonly fork?: typeof forkPlanner;
}

const COMPILED_MS = 3_000;
const CAREFUL_MS = 10_000;

interface Question {
  readonly text: string;
  careful: boolean;
  resolve(raw: RawPlan): void;
  reject(error: Error): void;
}

/**
 * Starts the process. When it dies at an operation a new one is started: the operation it died at is asked once more, without
 * the compiled planner, and the ones behind it as before. Rejects where the SDL is no supergraph, or no process starts.
 */
export async function startPlanningChild(parts: PlanningParts): Promise<PlanningChild> {
  const { supergraphSdl, prefer, log, patienceMs, fork = forkPlanner } = parts;
  const waiting = new Map<number, Question>();
  let closed = false;
  let lastId = 0;
  let given = parts.child;
  let patience: NodeJS.Timeout | undefined;
  let child: Promise<ForkedPlanner> | null = null;
  const { name, instead } = await started();
  if (instead !== null)
    log.warn({ reason: instead }, 'no compiled planner for this machine: Apollo plans instead, slower');

  return {
    name,
    plan: (text, careful = false) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error('The planner is closed.'));
        const id = ++lastId;
        waiting.set(id, { text, careful, resolve, reject });
        watchFirst();
        ask(id);
      }),
    async close() {
      closed = true;
      failAll(new Error('The planner is closed.'));
      const last = await child?.catch(() => null);
      last?.end();
      await last?.ended;
    },
  };

  /** The process that plans, a new one where there is none; a start that failed is forgotten. */
  function started(): Promise<ForkedPlanner> {
    if (child !== null) return child;
    const starting = start();
    child = starting;
    starting.catch(() => {
      if (child === starting) child = null;
    });
    return starting;
  }

  async function start(): Promise<ForkedPlanner> {
    const forked = await fork(supergraphSdl, prefer, hear, given);
    given = undefined;
    void forked.ended.then(() => died());
    if (closed) forked.end();
    return forked;
  }

  /** Answers come in the order of the questions, so it is the first one that the process died at. */
  function died(): void {
    child = null;
    const [first] = waiting;
    if (closed || first === undefined) return;
    const [id, question] = first;
    log.error({ planner: name }, 'the process that plans died at an operation and is started again');
    if (question.careful) settle(id)?.reject(new NotPlanned('no planner can plan it'));
    question.careful = true;
    for (const asked of waiting.keys()) ask(asked);
    watchFirst();
  }

  function ask(id: number): void {
    started().then(
      (forked) => {
        const question = waiting.get(id);
        if (question !== undefined)
          forked.ask({ kind: 'operation', id, text: question.text, careful: question.careful });
      },
      () => failAll(new NobodyPlans('No process that plans could be started.')),
    );
  }

  function hear(answer: FromPlanner): void {
    if (answer.kind !== 'plan' && answer.kind !== 'fault') return;
    const question = settle(answer.id);
    if (answer.kind === 'fault') question?.reject(new NotPlanned(answer.reason));
    else {
      if (answer.refused)
        log.info({ planner: name }, 'the planner refused an operation; the other one planned it');
      question?.resolve(answer.raw);
    }
  }

  function settle(id: number): Question | undefined {
    const question = waiting.get(id);
    waiting.delete(id);
    watchFirst();
    return question;
  }

  /** The clock of the first question; it also keeps this process alive while one is open. */
  function watchFirst(): void {
    clearTimeout(patience);
    const [first] = waiting.values();
    if (first === undefined) return;
    const ms = patienceMs ?? (first.careful || name === 'apollo' ? CAREFUL_MS : COMPILED_MS);
    // One that does not start has told whoever waits for it.
    patience = setTimeout(() => child?.then(({ end }) => end()).catch(() => {}), ms);
  }

  function failAll(error: Error): void {
    clearTimeout(patience);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }
}
