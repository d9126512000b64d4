import { readFileSync } from 'node:fs';
import type { Viewer } from '../../subgraphs/kit/graph/viewer.ts';
import { at } from '../peak/percentile.ts';
import { askAs } from './ask-report.ts';
import { PAGE_DOCUMENTS } from './page-documents.ts';
import type { ServedClass } from './served-class.ts';

const MANIFEST = new URL('../../schema/documents/web.json', import.meta.url);
const LIST = `query ($after: String) {
  clearances(first: 100, after: $after) {
    nodes { studentId name college major outcome stage departments { code outcome reasons version asOf since } }
    pageInfo { endCursor hasNextPage }
    totalCount
  }
}`;
const RUNS = 50;

interface Listed {
  readonly clearances: {
    readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
  };
}
type Asked = Awaited<ReturnType<typeof askAs<Listed>>>;

/** Times what the page `/reports` asks, and a page of 100 people, straight at the subgraph: what answering costs without a gateway; prints both. */
export async function timePage(served: ServedClass, reader: Viewer, lister: Viewer): Promise<void> {
  const documents = Object.values(JSON.parse(readFileSync(MANIFEST, 'utf8')) as Record<string, string>);
  const asked = PAGE_DOCUMENTS.map((name) => {
    const text = documents.find((one) => new RegExp(`^query ${name}\\b`).test(one));
    if (text === undefined) throw new Error(`The manifest has no document ${name}.`);
    return text;
  });
  const pages: number[] = [];
  const lists: number[] = [];
  let after: string | null = null;
  for (let run = -5; run < RUNS; run += 1) {
    const began = performance.now();
    await Promise.all(asked.map((text) => askAs(served, 'clearance', reader, text, { filter: {} })));
    const page = performance.now() - began;
    const listed: Asked = await askAs<Listed>(served, 'clearance', lister, LIST, { after });
    const { hasNextPage, endCursor } = listed.data.clearances.pageInfo;
    after = hasNextPage ? endCursor : null;
    if (run < 0) continue;
    pages.push(page);
    lists.push(listed.ms);
  }
  console.log(
    `  what the page asks at once, straight at the subgraph: p50 ${at(pages, 0.5).toFixed(1)} ms, p95 ${at(pages, 0.95).toFixed(1)} ms`,
  );
  console.log(
    `  a page of 100 people: p50 ${at(lists, 0.5).toFixed(1)} ms, p95 ${at(lists, 0.95).toFixed(1)} ms`,
  );
}
