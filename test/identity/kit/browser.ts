/** A browser as far as cookies and redirects go: one jar, as browsers keep it (cookies know hosts, not ports). */
export interface Browser {
  readonly jar: Map<string, string>;
  /** One request; redirects are not followed. */
  readonly send: (url: string, init?: RequestInit) => Promise<Response>;
  /** Opens a page and follows redirects, at most ten. */
  readonly open: (url: string, init?: RequestInit) => Promise<Page>;
}

export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Every address on the way, this one last. */
  readonly way: readonly string[];
}

export function createBrowser(): Browser {
  const jar = new Map<string, string>();

  async function send(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (jar.size > 0 && !headers.has('cookie'))
      headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) keep(line);
    return response;
  }

  function keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const expires = attributes.find((one) => /^expires=/i.test(one))?.slice(8);
    const isOver =
      attributes.some((one) => /^max-age=0$/i.test(one)) || (expires && new Date(expires) < new Date());
    if (isOver || value === '') jar.delete(name);
    else jar.set(name, value);
  }

  async function open(url: string, init?: RequestInit): Promise<Page> {
    const way = [url];
    let response = await send(url, init);
    for (let hop = 0; hop < 10 && response.headers.has('location'); hop++) {
      const next = new URL(response.headers.get('location') ?? '', way.at(-1)).href;
      way.push(next);
      response = await send(next);
    }
    const { status, headers } = response;
    return { url: way.at(-1) ?? url, status, headers, text: await response.text(), way };
  }

  return { jar, send, open };
}

/** The body and headers of a form that a page of `origin` posts. */
export function form(fields: Record<string, string>, origin?: string): RequestInit {
  return {
    method: 'POST',
    body: new URLSearchParams(fields),
    ...(origin && { headers: { origin, 'sec-fetch-site': 'same-origin' } }),
  };
}
