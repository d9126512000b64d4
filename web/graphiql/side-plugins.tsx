import type { GraphiQLPlugin } from '@graphiql/react';
import { HISTORY_PLUGIN } from 'graphiql';
import { mayReadReports } from '../app/may-read-reports.ts';
import { readyTexts } from '../texts/graphiql.ts';
import { ReadyPanel } from './ready/ready-panel.tsx';
import { SavedPanel } from './saved/saved-panel.tsx';

/** What stands at the side beside the schema's documentation: ready reports or queries, saved queries, history. */
export function sidePlugins(role: string | null): GraphiQLPlugin[] {
  const { heading } = mayReadReports(role) ? readyTexts.reports : readyTexts.queries;
  return [
    {
      title: `${heading.zh} ${heading.en}`,
      icon: () => (
        <svg {...frame} aria-hidden="true">
          <path d="M4 20V10m5 10V4m5 16v-7m5 7V8M2 22h20" />
        </svg>
      ),
      content: ReadyPanel,
    },
    {
      title: '我的查询 My queries',
      icon: () => (
        <svg {...frame} aria-hidden="true">
          <path d="M6 3h12v18l-6-5-6 5z" />
        </svg>
      ),
      content: SavedPanel,
    },
    HISTORY_PLUGIN,
  ];
}

const frame = {
  viewBox: '0 0 24 24',
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 2,
} as const;
