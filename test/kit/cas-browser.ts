/** A browser as far as logging in needs one: cookies per origin, redirects by hand. */
export interface CasBrowser {
  /** One request with the origin's cookies; redirects are not followed. */
  go(address: string, init?: { readonly form?: Readonly<Record<string, string>> }): Promise<Page>;
  /** Fills in the login form that `address` shows, and gives the page that answers it. */
  logIn(address: string, username: string, password: string): Promise<Page>;
}

/** What came back; `location` is absolute. */
export interface Page {
  readonly status: number;
  readonly text: string;
  readonly location: string | null;
}

/** A browser without cookies. */
export function openCasBrowser(): CasBrowser {
  const jars = new Map<string, Map<string, string>>();

  async function go(
    address: string,
    init: { readonly form?: Readonly<Record<string, string>> } = {},
  ): Promise<Page> {
    const { origin } = new URL(address);
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(init.form && { method: 'POST', body: new URLSearchParams(init.form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/max-age=0/i.test(cookie)) jar.delete(name);
      else jar.set(name, value);
    }
    const location = response.headers.get('location');
    const text = await response.text();
    return { status: response.status, text, location: location && new URL(location, address).href };
  }

  return {
    go,
    async logIn(address, username, password) {
      const { text } = await go(address);
      const fields = [...text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
      const hidden = Object.fromEntries(
        fields.map(([, name, value]) => [
          name,
          (value ?? '').replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))),
        ]),
      );
      return go(new URL('/cas/login', address).href, { form: { ...hidden, username, password } });
    },
  };
}
