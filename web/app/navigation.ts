import { routeOf } from './route.ts';
import { createStore, type Store } from './store.ts';

/** Where the reader is: the path of the address. */
export const path: Store<string> = createStore(location.pathname);

/** Goes to a page of the app without loading the document again; to any other address by loading it. */
export function goTo(href: string): void {
  const url = new URL(href, location.href);
  if (url.origin !== location.origin || routeOf(url.pathname).page === 'none') {
    location.assign(url);
    return;
  }
  history.pushState(null, '', url);
  scrollTo(0, 0);
  path.set(url.pathname);
}

/** Lets links between pages of the app, wherever they stand, work without loading the document; and back and forward. */
export function followLinks(): void {
  addEventListener('popstate', () => path.set(location.pathname));
  // A page that the browser kept may be of somebody who has logged out since.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || isSpecial(event, link)) return;
    const isHere = link.pathname === location.pathname && link.hash !== '';
    if (isHere || link.origin !== location.origin || routeOf(link.pathname).page === 'none') return;
    event.preventDefault();
    goTo(link.href);
  });
}

function isSpecial(event: MouseEvent, link: HTMLAnchorElement): boolean {
  const { button, metaKey, ctrlKey, shiftKey, altKey } = event;
  return (
    button !== 0 ||
    metaKey ||
    ctrlKey ||
    shiftKey ||
    altKey ||
    link.target !== '' ||
    link.hasAttribute('download')
  );
}
