/** Upper bounds of duration histograms, in seconds: 1 ms to 10 s, close where the targets lie (5 to 250 ms). */
export const durationBuckets = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.8, 1.5, 2.5, 6, 10,
];

/** Upper bounds of batch sizes: one student's page to the largest list. */
export const batchBuckets = [1, 2, 5, 10, 25, 50, 100, 250, 500];
