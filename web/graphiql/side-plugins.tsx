import type { GraphiQLPlugin } from '@graphiql/react';
import { HISTORY_PLUGIN } from 'graphiql';
import { ReadyPanel } from './ready/ready-panel.tsx';
import { SavedPanel } from './saved/saved-panel.tsx';

/** What stands at the side beside the schema's documentation: ready reports, saved queries, history. */
export const sidePlugins: GraphiQLPlugin[] = [
  {
    title: '现成报表 Ready reports',
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

const frame = {
  viewBox: '0 0 24 24',
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 2,
} as const;
