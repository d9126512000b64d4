import type { Breach } from './breach.ts';

/** Breaches of the rules on descriptions: that there is one, and that it says something in both languages. */
export const descriptionBreaches: readonly Breach[] = [
  ...(
    [
      ['a type', 'type T {\n "f"\n f: Int\n}', 1, 'T has'],
      ['a field', '"t"\ntype T {\n f: Int\n}', 3, 'T.f has'],
      ['an argument', '"t"\ntype T {\n "f"\n f(a: Int): Int\n}', 4, 'T.f.a has'],
      ['an enum value', '"e"\nenum E {\n A\n}', 3, 'E.A has'],
      ['an input field', '"i"\ninput I {\n f: Int\n}', 3, 'I.f has'],
      ['a union', 'union U = A | B', 1, 'U has'],
      ['a scalar whose description is blank', '" "\nscalar S', 1, 'S has'],
      ['a field in an extension', 'extend type T {\n f: Int\n}', 2, 'T.f has'],
      ["a directive's argument", '"d"\ndirective @d(\n a: Int\n) on SCHEMA', 3, 'd.a has'],
    ] as const
  ).map(([claim, sdl, line, found]) => ({
    rule: 'everything-described',
    claim: `${claim} without a description`,
    subgraphs: { library: sdl },
    at: `library.graphql:${line}`,
    found,
  })),
  ...(
    [
      [
        'a type without English',
        '"学生"\ntype T {\n "Number. 学号"\n f: Int\n}',
        1,
        'T is described without English: 学生',
      ],
      [
        'a field without Chinese',
        '"Type. 类型"\ntype T {\n "Number."\n f: Int\n}',
        3,
        'T.f is described without Chinese: Number.',
      ],
      [
        'an argument without English',
        'type T {\n f("编号" a: Int): Int\n}',
        2,
        'T.f.a is described without English',
      ],
      [
        'an enum value whose code is no English',
        'enum E {\n "1 NOT_PASSED 未通过"\n A\n}',
        2,
        'E.A is described without English',
      ],
      [
        'an input field whose names are no English',
        'input I {\n "groupBy 与 `after` 的 x_y"\n f: Int\n}',
        2,
        'I.f is described without English',
      ],
      [
        'a field in an extension without English',
        'extend type T {\n "结论"\n f: Int\n}',
        2,
        'T.f is described without English',
      ],
      [
        "a directive's argument without Chinese",
        '"Sign. 记号"\ndirective @d(\n "Of `甲`"\n a: Int\n) on SCHEMA',
        3,
        'd.a is described without Chinese',
      ],
      [
        'a scalar of places to fill, in neither language',
        '"<epoch>.<n>"\nscalar S',
        1,
        'S is described without English or Chinese',
      ],
    ] as const
  ).map(([claim, sdl, line, found]) => ({
    rule: 'described-in-both-languages',
    claim,
    subgraphs: { finance: '"Both languages. 双语"\nscalar Date scalar Blank', library: sdl },
    at: `library.graphql:${line}`,
    found,
  })),
];
