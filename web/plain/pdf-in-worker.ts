import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type FormPdf, type FormPdfTask, formPdf } from './form-pdf.ts';

const TASK = 'form-pdf';
const IDLE_MS = 30_000;
/** Some six seconds of work: whoever would wait longer prints the page instead. */
const MOST_WAITING = 16;

interface Numbered<T> {
  readonly id: number;
  readonly body: T;
}

let worker: Worker | null = null;
let idle: NodeJS.Timeout | undefined;
let last = 0;
const waiting = new Map<number, { resolve: (pdf: FormPdf) => void; reject: (fault: Error) => void }>();

/** `busy`: too many forms are being drawn; this one was not begun. */
export type DrawnForm = FormPdf | { readonly kind: 'busy' };

/**
 * The form as PDF, drawn beside the thread that answers everybody else; one after the other. The thread begins with
 * the first form and ends after 30 s without one. Rejects when it breaks.
 */
export async function formPdfInWorker(task: FormPdfTask): Promise<DrawnForm> {
  if (waiting.size >= MOST_WAITING) return { kind: 'busy' };
  worker ??= begin();
  clearTimeout(idle);
  const id = ++last;
  worker.postMessage({ id, body: task } satisfies Numbered<FormPdfTask>);
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

function begin(): Worker {
  // This very file, or the bundle that it is part of.
  const begun = new Worker(new URL(import.meta.url), { workerData: TASK });
  begun.unref();
  begun.on('message', ({ id, body }: Numbered<FormPdf>) => {
    waiting.get(id)?.resolve(body);
    waiting.delete(id);
    if (waiting.size === 0) idle = setTimeout(end, IDLE_MS, begun).unref();
  });
  begun.on('error', giveUp);
  void once(begun, 'exit').then(() => {
    if (worker === begun) giveUp(new Error('The thread that draws forms ended.'));
  });
  return begun;
}

function end(ending: Worker): void {
  // Whoever comes meanwhile gets another.
  if (worker === ending) worker = null;
  void ending.terminate();
}

function giveUp(fault: unknown): void {
  worker = null;
  for (const { reject } of waiting.values())
    reject(fault instanceof Error ? fault : new Error(String(fault)));
  waiting.clear();
}

if (!isMainThread && workerData === TASK) {
  parentPort?.on('message', async ({ id, body }: Numbered<FormPdfTask>) => {
    parentPort?.postMessage({ id, body: await formPdf(body) } satisfies Numbered<FormPdf>);
  });
}
