import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** Somebody who logs in: a role of development tokens, and a student or staff number. */
export interface Person {
  readonly role: string;
  readonly sub: string;
}

/** What stands for the login until the university's is connected: sessions kept here, told by a cookie. */
export interface SessionStandIn {
  /** Begins a session; the value of its cookie. */
  readonly open: (person: Person) => Promise<string>;
  /** Ends a session as its time would: the browser keeps the cookie. */
  readonly expire: (id: string) => void;
  /** Answers /session, /login and /logout; false: it is somebody else's request. */
  readonly answer: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<boolean>;
  /** `Bearer …` of whoever sent the request; `gone` where its session ended; null: nobody. */
  readonly authorizationOf: (incoming: IncomingMessage) => string | 'gone' | null;
}

export const SESSION_COOKIE = 'test-session';
/** `<role>|<sub>`: whom /login lets in without asking. */
export const NEXT_PERSON_COOKIE = 'test-next-person';

interface Session {
  readonly person: Person;
  readonly authorization: string;
}

/** Sessions of people whose tokens `token` makes. */
export function createSessionStandIn(token: (role: string, sub: string) => Promise<string>): SessionStandIn {
  const sessions = new Map<string, Session>();
  const cookieOf = ({ headers }: IncomingMessage, name: string) =>
    new RegExp(`(?:^|; )${name}=([^;]*)`).exec(headers.cookie ?? '')?.[1];
  const idOf = (incoming: IncomingMessage) => cookieOf(incoming, SESSION_COOKIE);

  async function open(person: Person): Promise<string> {
    const id = randomUUID();
    sessions.set(id, { person, authorization: `Bearer ${await token(person.role, person.sub)}` });
    return id;
  }

  async function logIn(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const back = new URL(incoming.url ?? '/', 'http://here').searchParams.get('return') ?? '/';
    const [role, sub] = decodeURIComponent(cookieOf(incoming, NEXT_PERSON_COOKIE) ?? '').split('|');
    if (!role || !sub) {
      outgoing.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      return void outgoing.end(
        '<!doctype html><html lang="zh-CN"><title>统一身份认证</title><h1>统一身份认证</h1>',
      );
    }
    const id = await open({ role, sub });
    outgoing
      .writeHead(303, { location: back, 'set-cookie': `${SESSION_COOKIE}=${id}; Path=/; HttpOnly` })
      .end();
  }

  async function logOut(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const session = sessions.get(idOf(incoming) ?? '');
    const given = new URLSearchParams(await text(incoming)).get('_csrf') ?? incoming.headers['x-csrf-token'];
    if (session && given !== csrfToken(session)) return void outgoing.writeHead(403).end();
    sessions.delete(idOf(incoming) ?? '');
    outgoing.writeHead(303, { location: '/', 'set-cookie': `${SESSION_COOKIE}=; Path=/; Max-Age=0` }).end();
  }

  return {
    open,
    expire: (id) => void sessions.delete(id),
    authorizationOf: (incoming) => {
      const id = idOf(incoming);
      return id === undefined || id === '' ? null : (sessions.get(id)?.authorization ?? 'gone');
    },
    answer: async (incoming, outgoing) => {
      const path = incoming.url?.split('?')[0];
      if (path === '/session') sendJson(outgoing, seen(sessions.get(idOf(incoming) ?? '')));
      else if (path === '/login') await logIn(incoming, outgoing);
      else if (path === '/logout' && incoming.method === 'POST') await logOut(incoming, outgoing);
      else return false;
      return true;
    },
  };
}

/** What GET /session says. */
function seen(session: Session | undefined): object {
  const help = { zh: '登录有问题请致电 83592123。', en: 'For help with logging in call 83592123.' };
  if (session === undefined) return { kind: 'anonymous', help };
  const { role, sub } = session.person;
  const expiresAt = new Date(Date.now() + 30 * 60_000).toISOString();
  return { kind: 'person', sub, role, roles: [role], csrfToken: csrfToken(session), expiresAt, help };
}

/** As gateway/pages/csrf-stand-in.ts makes it. */
function csrfToken({ authorization }: Session): string {
  return createHash('sha256').update(`csrf\0${authorization}`).digest('base64url');
}

function sendJson(outgoing: ServerResponse, body: object): void {
  outgoing.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  outgoing.end(JSON.stringify(body));
}
