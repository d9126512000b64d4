import { z } from 'zod';

const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
// As printed: 0516-83592058, or 83592137 within the city.
const phone = z.string().regex(/^(0\d{2,3}-)?\d{7,8}$/, 'a phone as the guide prints it, e.g. 0516-83592058');
const day = z.iso.date().nullable();
const instant = z.iso.datetime({ offset: true }).nullable();
const page = z.url({ protocol: /^https$/ });
const departmentCode = z.string().regex(/^[a-z][a-z0-9-]*$/);
const classYear = z.int().min(1950).max(2100);

const unit = z.strictObject({ unitName: text, phones: z.array(phone), place: text.nullable() });

const portal = z.strictObject({
  name: z.string(),
  mobileName: z.string(),
  url: page,
  printedUrl: z.url(),
  quickEntry: z.string(),
  category: z.string(),
  completedPath: z.string(),
  mobileCompletedPath: z.string(),
  entryCaption: z.string(),
  guideCaption: z.string(),
});

const site = z.strictObject({
  title: z.string().nullable(),
  level: z.string(),
  mobileLevel: z.string(),
  portal,
  sso: z.strictObject({ name: z.string(), help: text, phone, email: z.email().nullable() }),
  diploma: z.strictObject({ notice: text, url: page.nullable() }).nullable(),
  contacts: z.array(z.strictObject({ unitName: text, phone })).min(1),
});

const blank = z.string().nullable().default(null);
const guide = z.strictObject({
  enabled: z.boolean(),
  startUrl: z.string().startsWith('/'),
  fields: z.strictObject({
    serviceName: z.string(),
    serviceCode: z.string(),
    leadDepartment: blank,
    supportingDepartments: z.array(z.string()).default([]),
    audience: blank,
    category: blank,
    serviceType: blank,
    scope: blank,
    channel: blank,
    serviceHours: blank,
    topic: blank,
    timeLimit: blank,
    topicTag: blank,
    location: blank,
    feeStandard: blank,
    consultPhone: phone.nullable().default(null),
    summary: blank,
    remark: blank,
  }),
});

const notice = z.strictObject({
  item: departmentCode,
  title: text,
  url: page.nullable(),
  validFrom: day,
  validTo: day,
});

const classRule = z.strictObject({
  classYear,
  leaveTypes: z.array(z.string()).optional(),
  requires: z.array(departmentCode).min(1, 'a class that requires nothing would pass everybody'),
  opensAt: instant,
  closesAt: instant,
});

/** A file of `data/profiles/`: everything that differs between class years and guides. */
export const profileSchema = z.strictObject({
  profile: z.string(),
  classYear,
  site,
  guide,
  /** Who answers for each subgraph, by its name. */
  units: z.record(departmentCode, unit),
  /** Hours after which a copy of a department's data is UNKNOWN(STALE). */
  maxAgeHours: z.record(departmentCode, z.number().positive()),
  finance: z.strictObject({ showZeroTotal: z.boolean() }),
  notices: z.array(notice),
  classes: z.array(classRule).min(1),
});

/** The profile as read, before the labels are joined to it. */
export type Profile = z.infer<typeof profileSchema>;

/** One rule about which departments a class requires, and when it may submit. */
export type ClassRule = z.infer<typeof classRule>;

const libraryThesis = z.enum([
  'NOT_SUBMITTED',
  'UNDER_REVIEW',
  'SUBMITTED',
  'REJECTED',
  'APPROVED',
  'EXEMPT',
]);
const libraryCard = z.enum(['ACTIVE', 'CANCELLED']);
const residency = z.enum(['RESIDENT', 'CHECKED_OUT', 'NON_RESIDENT']);

/** A `labels-*.yml`: raw status text to canonical value; a text that is not a key is UNKNOWN. */
export const labelsSchema = z.strictObject({
  labels: z.string(),
  libraryThesis: z.record(z.string(), libraryThesis),
  // The library writes these texts itself when a card is cancelled or restored.
  libraryCard: z
    .record(z.string(), libraryCard)
    .refine(
      (texts) => ['ACTIVE', 'CANCELLED'].every((state) => Object.values<string>(texts).includes(state)),
      {
        error: 'needs a text for ACTIVE and one for CANCELLED',
      },
    ),
  residency: z.record(z.string(), residency),
});

/** The mapping of raw status texts (requirements D1). */
export type Labels = z.infer<typeof labelsSchema>;
