/** No planner can say how the operation is fetched; the message says why. */
export class NotPlanned extends Error {}

/** No planner could be asked just now; the same operation may be planned a moment later. */
export class NobodyPlans extends Error {}
