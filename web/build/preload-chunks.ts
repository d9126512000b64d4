import type { Plugin } from 'vite';

/**
 * Lets a page that starts with a small script fetch the named chunks, and what they import, beside it instead of after it,
 * by `<link rel="modulepreload">`.
 *
 * @param chunks names of chunks by the HTML entry that needs them at once
 */
export function preloadChunks(chunks: Readonly<Record<string, readonly string[]>>): Plugin {
  return {
    name: 'preload-chunks',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { path, bundle = {} }) => {
        const needed = new Set<string>();
        const need = (fileName: string) => {
          const output = bundle[fileName];
          if (output?.type !== 'chunk' || needed.has(fileName)) return;
          needed.add(fileName);
          for (const imported of output.imports) need(imported);
        };
        for (const output of Object.values(bundle)) {
          if (output.type === 'chunk' && chunks[path]?.includes(output.name)) need(output.fileName);
        }
        return [...needed]
          .filter((fileName) => !html.includes(`/${fileName}"`))
          .map((fileName) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${fileName}` },
            injectTo: 'head',
          }));
      },
    },
  };
}
