/**
 * The server-rendered pages as the gateway knows them: a program that is built with the other pages and loaded by its
 * path. It knows the graph's documents, the gateway does not.
 */
export interface PageApp {
  /** Paths that it answers, as Fastify writes them: `/plain`, `/plain/*`, … */
  readonly routes: readonly string[];
  /** Never throws for what a person may do; a fault of a department is a page, too. */
  readonly answer: (request: PageRequest, ports: PagePorts) => Promise<PageAnswer>;
}

/** What a browser asked for. */
export interface PageRequest {
  readonly method: 'GET' | 'POST';
  /** Without the query string, decoded. */
  readonly path: string;
  /** The last of each name. */
  readonly query: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  /** `gone`: a login that has ended. */
  readonly viewer: PageViewer;
}

/** Who asks. */
export type PageViewer =
  | { readonly kind: 'anonymous' | 'gone' }
  | { readonly kind: 'person'; readonly sub: string; readonly role: string };

/** What pages are made from. */
export interface PagePorts {
  /** Runs a trusted document, `sha256:<hex>`, as whoever asks. */
  readonly run: (documentId: string, variables: Readonly<Record<string, unknown>>) => Promise<DocumentAnswer>;
  readonly csrfToken: () => string;
  /** Whether the form carries that token. */
  readonly isGenuine: () => boolean;
  /** A new unguessable id, of letters, digits and hyphens, 16 to 64 characters. */
  readonly newId: () => string;
  readonly now: () => Date;
  /** A font with Chinese characters for PDF, absolute path; null: none. */
  readonly fontFile: string | null;
}

/** What a document answered. */
export interface DocumentAnswer {
  readonly data: unknown;
  readonly errors: readonly { readonly code: string; readonly path: readonly (string | number)[] }[];
}

/** What goes back to the browser. */
export type PageAnswer =
  | { readonly kind: 'html'; readonly status: number; readonly html: string; readonly cookies?: NewCookies }
  | { readonly kind: 'redirect'; readonly to: string; readonly cookies?: NewCookies }
  | {
      readonly kind: 'file';
      readonly type: string;
      readonly body: string | Uint8Array;
      /** What a browser saves it as. */
      readonly name?: string;
      /** Its address changes with its content. */
      readonly immutable?: boolean;
    };

/** Cookies to keep for a year, by name; none is secret. */
export type NewCookies = Readonly<Record<string, string>>;
