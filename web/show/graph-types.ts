import type {
  ApartmentItemFragment,
  ApartmentVerdictFragment,
  ArchivesItemFragment,
  ArchivesVerdictFragment,
  ClearancePageQuery,
  CompletedServicesQuery,
  FinanceItemFragment,
  FinanceVerdictFragment,
  LibraryItemFragment,
  LibraryVerdictFragment,
  ServiceGuideQuery,
  SubmissionFormFragment,
  SubmittedServiceFragment,
} from '../graph.generated/graphql.ts';

/** A student as the clearance page asks for them. */
export type ClearanceStudent = NonNullable<ClearancePageQuery['clearance']>;

/** Items of figures 4 to 11, each with its verdict. */
export type LibraryItem = LibraryVerdictFragment & LibraryItemFragment;
export type ArchivesItem = ArchivesVerdictFragment & ArchivesItemFragment;
export type ApartmentItem = ApartmentVerdictFragment & ApartmentItemFragment;
export type FinanceItem = FinanceVerdictFragment & FinanceItemFragment;

/** What every department says. */
export type DepartmentItem = Pick<LibraryItem, 'outcome' | 'reasons' | 'asOf' | 'contact' | 'notices'>;

/** Why, and what to do. */
export type Reason = DepartmentItem['reasons'][number];

/** 咨询电话 */
export type PhoneNumber = DepartmentItem['contact']['phones'][number];

/** A published notice of a department. */
export type NoticeLink = DepartmentItem['notices'][number];

/** 门户配置 and 服务指南 */
export type Site = ServiceGuideQuery['site'];
export type Guide = NonNullable<ServiceGuideQuery['serviceGuide']>;

/** A submission, as the clearance page and as 已完成事项 asks for it. */
export type Receipt = SubmissionFormFragment;
export type SubmittedService = SubmittedServiceFragment;
export type CompletedService = NonNullable<CompletedServicesQuery['completedServices']>['nodes'][number];
