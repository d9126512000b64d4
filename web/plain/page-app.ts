/*
 * What the gateway and this program say to each other; the other half is gateway/pages/page-app.ts, which explains it.
 */

/** What a browser asked for. */
export interface PageRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly viewer: PageViewer;
}

/** Who asks; `gone`: a login that has ended. */
export type PageViewer =
  | { readonly kind: 'anonymous' | 'gone' }
  | { readonly kind: 'person'; readonly sub: string; readonly role: string };

/** What pages are made from. */
export interface PagePorts {
  readonly run: (documentId: string, variables: Readonly<Record<string, unknown>>) => Promise<DocumentAnswer>;
  readonly csrfToken: () => string;
  readonly isGenuine: () => boolean;
  readonly newId: () => string;
  readonly now: () => Date;
  readonly fontFile: string | null;
}

/** What a document answered. */
export interface DocumentAnswer {
  readonly data: unknown;
  readonly errors: readonly { readonly code: string; readonly path: readonly (string | number)[] }[];
}

/** What goes back to the browser. */
export type PageAnswer =
  | {
      readonly kind: 'html';
      readonly status: number;
      readonly html: string;
      readonly cookies?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'redirect'; readonly to: string; readonly cookies?: Readonly<Record<string, string>> }
  | {
      readonly kind: 'file';
      readonly type: string;
      readonly body: string | Uint8Array;
      readonly name?: string;
      readonly immutable?: boolean;
    };
