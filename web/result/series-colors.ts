/** Colours of series that are told apart by most eyes, with a contrast of 4.5 at least on white. */
export const seriesColors = ['#0b4f9e', '#b3540f', '#0b6b3a', '#7a2f8f', '#7a5f00', '#46505f'] as const;
