import type { Plugin } from 'vite';
import * as documents from '../graph.generated/graphql.ts';

const all: ReadonlyMap<string, unknown> = new Map(Object.entries(documents));
const TEXT_OF = /\b(\w+Document)\.toString\(\)/g;

/**
 * Puts the texts of documents where a report shows its own (`ReportFunnelDocument.toString()`), as `documentIds` leaves them out
 * everywhere else: graduates load none of them.
 */
export function documentTexts(): Plugin {
  return {
    name: 'document-texts',
    transform: {
      filter: { id: /[\\/]reports[\\/][\w-]+-report\.ts$/ },
      handler: (code) => ({
        code: code.replace(TEXT_OF, (_, name: string) => JSON.stringify(textOf(name))),
        map: null,
      }),
    },
  };
}

function textOf(name: string): string {
  const document = all.get(name);
  if (!(document instanceof documents.TypedDocumentString)) throw new Error(`There is no document ${name}.`);
  return document.toString();
}
