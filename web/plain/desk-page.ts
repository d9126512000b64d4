import { plainTexts } from '../texts/plain.ts';
import { trouble } from './trouble-page.tsx';
import type { Page } from './visit.ts';

/** The diploma desk needs a camera and a browser of today; forms can be checked here by their serial. */
export const deskPage: Page = async (visit) =>
  trouble(visit, 200, plainTexts.verifyLink, plainTexts.deskNeedsScripts);
