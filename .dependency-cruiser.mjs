// The boundaries of the architecture; the README's picture says the same. Each rule says why, and what to do instead.
// test/structure/boundaries.test.ts fails when this tool saw fewer modules than exist, so a rule cannot die unseen.

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'department-imports-itself-and-kit',
      comment:
        'A department is owned by its department: it may move to another repository or language. ' +
        'Put what several departments need into subgraphs/kit; ask another department through the graph.',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/', pathNot: '^subgraphs/kit/' },
      to: {
        path: '^(gateway|subgraphs|schema|web|data|start|test|bench|docs|wire)/',
        pathNot: ['^subgraphs/$1/', '^subgraphs/kit/', '^wire/'],
      },
    },
    {
      name: 'kit-knows-no-department',
      comment:
        'The kit is what a department needs and nothing else; a department gives it what it must know.',
      severity: 'error',
      from: { path: '^subgraphs/kit/' },
      to: {
        path: '^(gateway|subgraphs|schema|web|data|start|test|bench|docs|wire)/',
        pathNot: '^(subgraphs/kit|wire)/',
      },
    },
    {
      name: 'gateway-knows-sdl-and-urls-only',
      comment:
        'The gateway works in front of any supergraph. Give it the fact in the SDL, the profile or the environment.',
      severity: 'error',
      from: { path: '^gateway/' },
      to: {
        path: '^(gateway|subgraphs|schema|web|data|start|test|bench|docs|wire)/',
        pathNot: '^(gateway|wire)/',
      },
    },
    {
      name: 'wire-imports-nothing-of-ours',
      comment:
        'wire/ is what gateway and subgraphs say to each other; what only one of them knows belongs to that side.',
      severity: 'error',
      from: { path: '^wire/' },
      to: { path: '^(gateway|subgraphs|schema|web|data|start|test|bench|docs)/' },
    },
    {
      name: 'upstream-knows-no-engine',
      comment:
        'The cache and the guards serve any engine. Give them what they need through AskCall or DepartmentCall.',
      severity: 'error',
      from: { path: '^gateway/upstream/' },
      to: { path: ['^gateway/engine/', 'node_modules/@apollo/'] },
    },
    {
      name: 'engine-knows-no-http',
      comment:
        'The engine is a pure core behind a port; HTTP, and who asks, belong to gateway/http and gateway/request.',
      severity: 'error',
      from: { path: '^gateway/engine/' },
      to: { path: ['^gateway/http/', 'node_modules/fastify/'] },
    },
    {
      name: 'web-talks-http-only',
      comment: 'Pages use generated documents over HTTP; import the type from web/graph.generated.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(gateway|subgraphs|schema|web|data|start|test|bench|docs|wire)/', pathNot: '^web/' },
    },
    {
      name: 'schema-imports-nothing-of-ours',
      comment: 'The contract comes before whoever implements it.',
      severity: 'error',
      from: { path: '^schema/' },
      to: { path: '^(gateway|subgraphs|schema|web|data|start|test|bench|docs|wire)/', pathNot: '^schema/' },
    },
    {
      name: 'data-imports-record-types-only',
      comment: 'Sample data are records of the departments; import the types of records.ts.',
      severity: 'error',
      from: { path: '^data/' },
      to: {
        path: '^(gateway|subgraphs|schema|web|data|start|test|bench|docs|wire)/',
        pathNot: ['^data/', '^subgraphs/[^/]+/records\\.ts$'],
      },
    },
    {
      name: 'nothing-imports-a-main',
      comment: 'A main.ts reads the environment and runs; import what it puts together instead.',
      severity: 'error',
      from: {},
      to: { path: '(^|/)main\\.ts$' },
    },
    {
      name: 'nothing-imports-tests',
      comment:
        'Code that tests need lives in the code; test arrangement lives in test/kit, which benchmarks and screenshots share.',
      severity: 'error',
      from: { pathNot: '^(test|bench|docs)/' },
      to: { path: '^test/' },
    },
    {
      name: 'nothing-imports-start',
      comment: 'start/ is the outermost layer: it knows every subgraph, and nothing knows it.',
      severity: 'error',
      from: { pathNot: ['^start/', '^test/'] },
      to: { path: '^start/' },
    },
    {
      name: 'decisions-meet-no-cache',
      comment:
        'A submission is decided by fresh reads of the departments and by PostgreSQL: a remembered answer could be an ' +
        'old pass. Ask the departments through subgraphs/clearance/reads.',
      severity: 'error',
      from: { path: '^subgraphs/clearance/(submission|reads|lock)/' },
      to: {
        path: [
          '(^|/)[^/]*cache[^/]*(/|\\.ts$)',
          'request-loader\\.ts$',
          'node_modules/(dataloader|lru-cache|quick-lru|keyv|node-cache)/',
        ],
        reachable: true,
      },
    },
    {
      name: 'redis-decides-nothing',
      comment:
        'In the clearance subgraph Redis holds locks, which only save work. Put what must be true into PostgreSQL.',
      severity: 'error',
      from: { path: '^subgraphs/clearance/', pathNot: '^subgraphs/clearance/lock/' },
      to: { path: 'node_modules/(redis|@redis|ioredis)/' },
    },
    {
      name: 'no-cycles',
      comment:
        'Two files that need each other are one idea in two files: join them, or move what they share.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-undeclared-packages',
      comment: 'Declare the package in package.json with an exact version.',
      severity: 'error',
      from: { pathNot: '^web/graph\\.generated/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
    {
      name: 'production-code-needs-no-dev-packages',
      comment: 'npm ci --omit=dev must be able to run it: move the package to dependencies.',
      severity: 'error',
      from: { path: '^(gateway|subgraphs|start|data)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    exclude: { path: '^web/dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
