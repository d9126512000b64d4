/**
 * How much Apollo's planner may think about one operation. By default it weighs 10,000 plans, for which a few fields that several
 * subgraphs resolve hold it for more than 8 s, and with it the process; a plan that is not the best of all is right as well.
 */
export const apolloPlannerLimits = { maxEvaluatedPlans: 200, pathsLimit: 5_000 };
