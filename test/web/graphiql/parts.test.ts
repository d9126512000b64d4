import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, introspectionFromSchema, parse, visit } from 'graphql';
import { describe, expect, test } from 'vitest';
import { describeIn, describeSchemaIn } from '../../../web/graphiql/documentation/describe-in.ts';
import { parseResult } from '../../../web/graphiql/result/parsed-result.ts';
import { linked } from '../../../web/graphiql/saved/saved-link.ts';
import { storageOf } from '../../../web/graphiql/storage-of.ts';

describe('documentation', () => {
  test('has the Chinese label first for readers of Chinese, and loses nothing', () => {
    expect(describeIn('zh', 'Student number, an opaque string: leading zeros count. 学号')).toBe(
      '**学号**\n\nStudent number, an opaque string: leading zeros count.',
    );
    expect(describeIn('zh', 'Cancel the library card (注销借书证): only once.')).toBe(
      '**注销借书证**\n\nCancel the library card (注销借书证): only once.',
    );
    expect(describeIn('zh', 'A JSON object; null: none. 变量：JSON 对象；null：没有。')).toBe(
      '**变量**：JSON 对象；null：没有。\n\nA JSON object; null: none.',
    );
    expect(describeIn('en', 'Student number. 学号')).toBe('Student number. 学号');
  });

  test.each([
    '学号',
    'Only English.',
    'true: 通过, false: 未通过, null: could not be checked (无法核对).',
  ])('stays as it is where it is no sentence with a label: %s', (description) =>
    expect(describeIn('zh', description)).toBe(description));

  test('of the whole schema has words in both languages, and most of it a label to put first', () => {
    const sdl = readFileSync(join(import.meta.dirname, '../../../schema/api.graphql'), 'utf8');
    const data = introspectionFromSchema(buildSchema(sdl));
    const told = describeSchemaIn('zh', { data });
    const ours: string[] = [];
    visit(parse(sdl), {
      enter: (node) => {
        if ('description' in node && node.description) ours.push(node.description.value);
      },
    });
    expect(ours.length).toBeGreaterThan(1000);
    expect(ours.filter((text) => !/[\u4e00-\u9fff]/.test(text))).toEqual([]);
    expect(ours.filter((text) => !/\b[A-Za-z][a-z]+\b/.test(text))).toEqual([]);
    const first = [...JSON.stringify(told).matchAll(/"description":"\*\*/g)].length;
    expect(first).toBeGreaterThan(ours.length * 0.95);
    expect(describeSchemaIn('en', { data })).toEqual({ data });
    expect(describeSchemaIn('zh', { data: { student: { description: 'A. 甲' } } })).toEqual({
      data: { student: { description: 'A. 甲' } },
    });
  });
});

describe('a result', () => {
  test.each(['', ' ', '{', '3', 'null', '"x"'])('that is none (%j) is null', (text) => {
    expect(parseResult(text)).toBeNull();
  });

  test('has its lists, and the plan where the server gives one', () => {
    const plan = {
      text: 'Fetch(registry)',
      ms: 4,
      fetches: [
        { subgraph: 'registry', startMs: 1, ms: 2.5, representations: null, calls: [{ own: 1 }] },
        { subgraph: 'library', number: 2, at: 'clearance', representations: 1, cached: 1, calls: [] },
      ],
    };
    expect(parseResult(JSON.stringify({ data: { a: [1] }, extensions: { plan } }))).toMatchObject({
      lists: [{ path: 'a' }],
      plan: {
        text: 'Fetch(registry)',
        ms: 4,
        fetches: [
          {
            number: null,
            subgraph: 'registry',
            at: '',
            ms: 2.5,
            representations: null,
            cached: null,
            calls: 1,
          },
          { number: 2, subgraph: 'library', at: 'clearance', ms: null, cached: 1, calls: 0 },
        ],
      },
    });
    expect(parseResult('{"data":null,"errors":[{"message":"x"}]}')).toEqual({ lists: [], plan: null });
    expect(parseResult('{"extensions":{"plan":{"fetches":3}}}')?.plan).toBeNull();
  });
});

describe('an address', () => {
  test('names a saved query, or a report with variables, or nothing', () => {
    expect(linked('')).toBeNull();
    expect(linked('?saved=1-2')).toEqual({ kind: 'saved', id: '1-2' });
    expect(linked('?report=trend')).toEqual({ kind: 'report', name: 'trend', variables: null });
    expect(linked(`?report=trend&variables=${encodeURIComponent('{"a":1}')}`)).toMatchObject({
      variables: '{\n  "a": 1\n}\n',
    });
    expect(linked('?report=trend&variables={')).toMatchObject({ variables: null });
  });
});

test('what one person keeps in a browser is not seen by another, nor cleared by them', () => {
  const all = new Map<string, string>();
  const browser = new Proxy({} as Record<string, string>, {
    ownKeys: () => [...all.keys()],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    get: (_, key) =>
      ({
        getItem: (name: string) => all.get(name) ?? null,
        setItem: (name: string, value: string) => all.set(name, value),
        removeItem: (name: string) => all.delete(name),
      })[key as string],
  }) as unknown as Storage;
  const [one, other] = [storageOf('A1', browser), storageOf('A2', browser)];
  one.setItem('tabs', 'mine');
  expect(other.getItem('tabs')).toBeNull();
  other.setItem('tabs', 'theirs');
  expect([one.length, other.length]).toEqual([1, 1]);
  other.clear();
  expect(one.getItem('tabs')).toBe('mine');
  expect(storageOf(null, browser).getItem('tabs')).toBeNull();
});
