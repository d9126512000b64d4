import { lazy, type ReactElement, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { say } from '../texts/language.ts';
import { siteTexts } from '../texts/site.ts';
import { ClearancePage } from './clearance/clearance-page.tsx';
import { followLinks, path } from './navigation.ts';
import { NothingHere } from './pages/nothing-here.tsx';
import { type Route, routeOf } from './route.ts';
import { ExpiredDialog } from './shell/expired-dialog.tsx';
import { Footer } from './shell/footer.tsx';
import { Header } from './shell/header.tsx';
import { useLang } from './shell/use-lang.ts';
import { readSite } from './site.ts';
import { useStore } from './use-store.ts';

const EntryPage = lazy(async () => ({ default: (await import('./pages/entry-page.tsx')).EntryPage }));
const GuidePage = lazy(async () => ({ default: (await import('./pages/guide-page.tsx')).GuidePage }));
const CompletedPage = lazy(async () => ({
  default: (await import('./pages/completed-page.tsx')).CompletedPage,
}));
const ReceiptPage = lazy(async () => ({ default: (await import('./pages/receipt-page.tsx')).ReceiptPage }));

/** Shows the app in place of what the document held until now. */
export function showApp(): void {
  const container = document.getElementById('app');
  if (container === null) throw new Error('index.html has no element with the id "app"');
  followLinks();
  void readSite();
  createRoot(container).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

function App(): ReactElement {
  const lang = useLang();
  const route = routeOf(useStore(path));
  const waiting = <p className="reading">{say(lang, siteTexts.loading)}</p>;
  return (
    <>
      <Header />
      <main id="main" tabIndex={-1}>
        <Suspense fallback={waiting}>{pageOf(route)}</Suspense>
      </main>
      <Footer />
      <ExpiredDialog />
    </>
  );
}

function pageOf(route: Route): ReactElement {
  switch (route.page) {
    case 'entry':
      return <EntryPage />;
    case 'guide':
      return <GuidePage />;
    case 'clearance':
      return <ClearancePage />;
    case 'completed':
      return <CompletedPage />;
    case 'completed-one':
      return <ReceiptPage key={route.serial} serial={route.serial} />;
    case 'none':
      return <NothingHere />;
    default:
      return route satisfies never;
  }
}
