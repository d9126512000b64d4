import { pageHeaders } from '../http/security-headers.ts';

/** What a page of the browser may do. */
export interface PageLeave {
  /** Where its forms may lead, redirects included: logging out leads to the university's login. */
  readonly formTargets: readonly string[];
  readonly usesCamera?: boolean;
}

/** Headers of a page beside those of every answer. 360's browsers and IE take their newest engine. */
export function headersOfPage({
  formTargets,
  usesCamera = false,
}: PageLeave): Readonly<Record<string, string>> {
  return {
    ...pageHeaders({ formAction: formTargets, usesCamera }),
    'x-ua-compatible': 'IE=edge',
    // With `no-referrer` older browsers would not say which site a form comes from.
    'referrer-policy': 'same-origin',
  };
}
