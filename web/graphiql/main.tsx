// First, so that Monaco finds its workers: bundled ones, never a CDN's.
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import '../result/result.css';
import './page.css';
import './side-panel.css';
import './result-panel.css';
import { GraphiQL } from 'graphiql';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyLanguage } from '../app/language.ts';
import { readSession, session } from '../app/session.ts';
import { createFetcher } from './fetcher.ts';
import { OpenLinked } from './open-linked.tsx';
import { PageBar } from './page-bar.tsx';
import { readyFor } from './ready/ready-for.ts';
import { ResultPanel } from './result/result-panel.tsx';
import { headersNote, sampleTabs } from './sample-tabs.ts';
import { sidePlugins } from './side-plugins.tsx';
import { storageOf } from './storage-of.ts';

applyLanguage();
const container = document.getElementById('graphiql');
if (container === null) throw new Error('index.html has no element with the id "graphiql"');
// Whose tabs these are, and which samples they may run.
await readSession();
const who = session.get();
const role = who.kind === 'person' ? who.role : null;
// Sample queries are for development, where others have the page, too.
const hasReady = role === 'analyst' || role === 'integrator';
const plugins = sidePlugins(role);

createRoot(container).render(
  <StrictMode>
    <GraphiQL
      fetcher={createFetcher('/graphql')}
      storage={storageOf(who.kind === 'person' ? who.sub : null)}
      plugins={plugins}
      defaultTabs={
        hasReady
          ? readyFor(role)
              .slice(0, 2)
              .map(({ document, variables }) => ({ query: document, variables }))
          : [...sampleTabs]
      }
      defaultHeaders={headersNote}
      defaultEditorToolsVisibility={hasReady ? 'variables' : 'headers'}
    >
      <GraphiQL.Logo>
        <PageBar />
      </GraphiQL.Logo>
      <GraphiQL.Footer>
        <ResultPanel />
      </GraphiQL.Footer>
      <OpenLinked />
    </GraphiQL>
  </StrictMode>,
);
