import type { BigVerdictOf } from '../show/form/big-verdict.tsx';

/** One form that was checked at this desk. */
export interface RecentForm {
  /** When, RFC 3339. */
  readonly at: string;
  readonly serial: string;
  /** The name with all but its first character hidden: the list stays on the screen between two people. */
  readonly maskedName: string;
  readonly verdict: BigVerdictOf | 'HANDED_OVER';
}

const DESK = 'desk-name';
const SOUND = 'desk-sound';
const RECENT = 'desk-recent';
const KEPT = 20;

/** The name of this desk, kept on this computer; empty where none was given. */
export function rememberedDesk(): string {
  return read(localStorage, DESK) ?? '';
}

/** Keeps the name of this desk. */
export function rememberDesk(name: string): void {
  write(localStorage, DESK, name);
}

/** Whether this desk wants sounds. */
export function rememberedSound(): boolean {
  return read(localStorage, SOUND) === 'on';
}

/** Keeps whether this desk wants sounds. */
export function rememberSound(isOn: boolean): void {
  write(localStorage, SOUND, isOn ? 'on' : 'off');
}

/** The last forms, newest first, kept until the tab is closed. */
export function recentForms(): readonly RecentForm[] {
  try {
    return JSON.parse(read(sessionStorage, RECENT) ?? '[]') as readonly RecentForm[];
  } catch {
    return [];
  }
}

/** The list with one more in front; a form that was there moves up. */
export function withRecent(list: readonly RecentForm[], one: RecentForm): readonly RecentForm[] {
  const next = [one, ...list.filter(({ serial }) => serial !== one.serial)].slice(0, KEPT);
  write(sessionStorage, RECENT, JSON.stringify(next));
  return next;
}

function read(store: Storage, name: string): string | null {
  try {
    return store.getItem(name);
  } catch {
    return null;
  }
}

function write(store: Storage, name: string, value: string): void {
  try {
    store.setItem(name, value);
  } catch {
    // A browser that keeps nothing: until the page is closed.
  }
}
