/** One output of the build: `dist/<name>`. */
export interface BuildPart {
  readonly name: 'graphiql' | 'pages' | 'render';
  /** Its Vite configuration, in web/. */
  readonly config: string;
  /** Folders of web/ whose files it may read. */
  readonly sources: readonly string[];
  /** Something that a finished build has. */
  readonly mark: string;
  /** Whether what it writes is served to browsers under names that carry a digest, and so is worth compressing once. */
  readonly compressed: boolean;
}

const shown = ['show', 'design', 'texts', 'graph.generated'];

/** The GraphiQL page; the pages that run in browsers; the pages that the gateway renders. */
export const buildParts: readonly BuildPart[] = [
  {
    name: 'graphiql',
    config: 'vite.config.ts',
    sources: ['graphiql', 'result', 'app', 'build', 'texts', 'graph.generated'],
    mark: 'index.html',
    compressed: true,
  },
  {
    name: 'pages',
    config: 'vite-pages.config.ts',
    sources: ['app', 'verify', 'desk', 'reports', 'result', 'build', ...shown],
    mark: 'app/index.html',
    compressed: true,
  },
  {
    name: 'render',
    config: 'vite-render.config.ts',
    sources: ['plain', 'build', ...shown],
    mark: 'render.js',
    compressed: false,
  },
];
