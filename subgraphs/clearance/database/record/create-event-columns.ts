import { type Kysely, sql } from 'kysely';

const statements = [
  // `about`: the request that is decided, or the case that is resolved. `department`: whose case is opened.
  sql`alter table clearance.submission_event
    add column about bigint references clearance.submission_event (seq),
    add column department text,
    add constraint event_about check ((type in ('REOPENING_DECLINED', 'REOPENED', 'REVIEW_RESOLVED')) = (about is not null)),
    add constraint event_department check ((type = 'REVIEW_OPENED') = (department is not null)),
    add constraint event_handover check (type <> 'DIPLOMA_ISSUED' or coalesce(
      length(detail ->> 'desk') between 1 and 64 and detail ->> 'collectedBy' in ('SELF', 'DELEGATE', 'MAIL'), false)),
    add constraint event_reason check (type not in ('REOPENING_REQUESTED', 'REOPENING_DECLINED')
      or coalesce(length(detail ->> 'reason') between 1 and 500, false)),
    add constraint event_version check (type <> 'REVIEW_OPENED'
      or coalesce(detail ->> 'version' ~ '^[0-9]{1,15}[.][0-9]{1,15}$', false)),
    add constraint event_resolution check (type <> 'REVIEW_RESOLVED'
      or coalesce(detail ->> 'resolution' in ('STANDS', 'PASSES_AGAIN', 'SUPERSEDED', 'REOPENED'), false))`,
  sql`create unique index diploma_once on clearance.submission_event (serial) where type = 'DIPLOMA_ISSUED'`,
  sql`create unique index reopened_once on clearance.submission_event (serial) where type = 'REOPENED'`,
  sql`create unique index decided_once on clearance.submission_event (about) where about is not null`,
  sql`create index submission_event_serial on clearance.submission_event (serial, type)`,
  sql`create index submission_event_type on clearance.submission_event (type, seq)`,
  sql`create index audit_student on clearance.audit (student_id, seq)`,
  sql`alter table clearance.outbox drop constraint outbox_type_check`,
  sql`alter table clearance.outbox add constraint outbox_type_check
    check (type in ('submitted', 'diploma-issued', 'reopened', 'review-opened', 'review-resolved'))`,
  sql`create table clearance.handover_evidence (
    serial text primary key references clearance.submission (serial),
    document text not null check (document in ('ID_CARD', 'STUDENT_CARD', 'PASSPORT', 'AUTHORIZATION_LETTER', 'COURIER_RECEIPT')),
    reference text check (length(reference) between 1 and 64),
    delegate_name text check (length(delegate_name) between 1 and 64)
  )`,
];

/**
 * Gives events what they are about, and lets indexes refuse what may happen only once: a hand-over or a reopening of a
 * form, a decision on a request, the end of a case. What was shown at a hand-over gets a table of its own: unlike events,
 * it does not stay for ever.
 */
export async function createEventColumns(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
