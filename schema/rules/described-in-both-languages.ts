import { describedIn } from '../linter/descriptions.ts';
import { placeOf, type Rule } from '../linter/finding.ts';

/** Every description says something in English and in Chinese; a missing one is the concern of everything-described. */
export const describedInBothLanguages: Rule = (subgraphs) =>
  subgraphs
    .flatMap(({ document }) => describedIn(document))
    .flatMap(({ node, coordinate, text }) => {
      const missing = text === '' ? [] : missingLanguages(text);
      return missing.length === 0
        ? []
        : {
            rule: 'described-in-both-languages',
            at: placeOf(node),
            found: `${coordinate} is described without ${missing.join(' or ')}: ${text}`,
            cure: 'Say it in English, then in Chinese: “Student number. 学号”, or “Null: none. 变量：null 为没有。”.',
          };
    });

/** The languages that a description lacks, of English and Chinese. */
function missingLanguages(text: string): string[] {
  const words = text.replaceAll(/`[^`]*`|<[^>]*>/g, '');
  return [
    ...(ENGLISH_WORD.test(words) ? [] : ['English']),
    ...(/\p{Script=Han}/u.test(words) ? [] : ['Chinese']),
  ];
}

// Codes (NOT_PASSED), names of fields (groupBy, `after`), places to fill (<epoch>) and single letters stand in sentences of any
// language: none of them is English.
const ENGLISH_WORD = /(?<!\w)[A-Za-z][a-z]+(?!\w)/;
