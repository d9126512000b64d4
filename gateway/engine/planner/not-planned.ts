/** No planner can say how the operation is fetched; the message says why. */
export class NotPlanned extends Error {}
