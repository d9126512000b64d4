import { contactOf, toPhone } from '../kit/service/contact.ts';
import type { ServiceProfile } from '../kit/service/profile.ts';
import type { ServiceGuide, Site } from './schema.generated.ts';

/** Id of the one service that this product serves. */
export const SERVICE_ID = 'graduate-clearance';

/** The graph's `Site`: what differs between class years and guides. */
export function siteOf(profile: ServiceProfile): Site {
  const { site, classes } = profile;
  const required = classes.find(({ classYear }) => classYear === profile.classYear)?.requires ?? [];
  return {
    profile: profile.profile,
    classYear: profile.classYear,
    title: site.title,
    level: site.level,
    mobileLevel: site.mobileLevel,
    portal: site.portal,
    sso: { ...site.sso, phone: toPhone(site.sso.phone) },
    departments: required.map((code) => contactOf(profile, code)),
    contacts: site.contacts.map(({ unitName, phone }) => ({ unitName, phone: toPhone(phone) })),
    diploma: site.diploma,
  };
}

/** The graph's `ServiceGuide` without the caller's favourite, or null where the profile has no guide page. */
export function guideOf(profile: ServiceProfile): Omit<ServiceGuide, 'isFavorite'> | null {
  const { enabled, startUrl, fields } = profile.guide;
  if (!enabled) return null;
  const consultPhone = fields.consultPhone === null ? null : toPhone(fields.consultPhone);
  return { id: SERVICE_ID, startUrl, ...fields, consultPhone };
}
