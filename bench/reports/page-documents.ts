/** What `/reports` asks at once when it is opened: which classes there are, and its five reports. */
export const PAGE_DOCUMENTS = [
  'ReportClasses',
  'ReportFunnel',
  'ReportDepartments',
  'ReportColleges',
  'ReportTrend',
  'ReportReasons',
] as const;
