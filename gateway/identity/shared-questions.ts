/** Questions about people, one at a time about each. */
export interface SharedQuestions<Answer> {
  /** The answer to the question that is under way, or to a new one. */
  readonly joined: (sub: string) => Promise<Answer>;
  /** The answer to a question that begins after this call; callers of the same moment share it. */
  readonly anew: (sub: string) => Promise<Answer>;
}

interface Questions<Answer> {
  readonly current: Promise<Answer>;
  next: Promise<Answer> | null;
}

/**
 * Shares questions between those who ask the same at the same time.
 *
 * @param ask never rejects
 * @param most questions under way at most; what is asked beyond them is answered by `refused`
 */
export function createSharedQuestions<Answer>(
  ask: (sub: string) => Promise<Answer>,
  most: number,
  refused: Answer,
): SharedQuestions<Answer> {
  const underWay = new Map<string, Questions<Answer>>();
  const begin = (sub: string): Promise<Answer> => {
    if (underWay.size >= most) return Promise.resolve(refused);
    const questions: Questions<Answer> = { current: ask(sub), next: null };
    underWay.set(sub, questions);
    void questions.current.then(() => {
      if (underWay.get(sub) === questions) underWay.delete(sub);
    });
    return questions.current;
  };
  return {
    joined: (sub) => underWay.get(sub)?.current ?? begin(sub),
    anew: (sub) => {
      const questions = underWay.get(sub);
      if (!questions) return begin(sub);
      questions.next ??= questions.current.then(() => begin(sub));
      return questions.next;
    },
  };
}
