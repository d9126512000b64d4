import type { Plugin } from 'vite';

const DOCUMENT = /new TypedDocumentString\(`[^`]*`,\s*(\{[^}]*\})\)/g;

/**
 * Leaves of the generated documents what a page sends: their ids. Their texts stay in the manifest, and a document that
 * no page uses falls away.
 */
export function documentIds(): Plugin {
  return {
    name: 'document-ids',
    transform: {
      filter: { id: /graph\.generated[\\/]graphql\.ts$/ },
      handler: (code) => ({
        code: code.replace(DOCUMENT, '/* @__PURE__ */ new TypedDocumentString("", $1)'),
        map: null,
      }),
    },
  };
}
