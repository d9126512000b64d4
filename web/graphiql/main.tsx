// First, so that Monaco finds its workers: bundled ones, never a CDN's.
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './page.css';
import { GraphiQL } from 'graphiql';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createFetcher } from './fetcher.ts';
import { headersNote, sampleTabs } from './sample-tabs.ts';
import { SessionLink } from './session-link.tsx';

const container = document.getElementById('graphiql');
if (container === null) throw new Error('index.html has no element with the id "graphiql"');

createRoot(container).render(
  <StrictMode>
    <GraphiQL
      fetcher={createFetcher('/graphql')}
      defaultTabs={[...sampleTabs]}
      defaultHeaders={headersNote}
      defaultEditorToolsVisibility="headers"
    >
      <GraphiQL.Logo>
        <span className="page-title">离校服务 GraphiQL</span>
        <SessionLink />
      </GraphiQL.Logo>
    </GraphiQL>
  </StrictMode>,
);
