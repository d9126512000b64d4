/** What a page of ours may do beside loading its own files. */
export interface PagePolicy {
  /** Where its forms may lead, beside nowhere; a form that is redirected to the university's login needs that origin, too. */
  readonly formAction?: readonly string[];
  /** An editor that makes workers from blobs, and styles as it goes. */
  readonly isEditor?: boolean;
  /** Whether it may look through a camera, to read a form's code. */
  readonly usesCamera?: boolean;
}

/** `Content-Security-Policy` of what is no page: whoever shows it as one shows text. */
const NO_PAGE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const ONE_YEAR_S = 31_536_000;
const NOTHING_OF_THE_DEVICE = permissionsOf(false);

/**
 * Headers of every answer, by name: it is what its content type says, is shown in no frame, shares no window and no memory
 * with other sites, tells nobody where it was read, and asks nothing of the device. They are strictest here; a page
 * overwrites two of them by `pageHeaders`.
 *
 * @param publicUrl where people reach the gateway; by https, browsers are told to come by nothing else for a year
 */
export function securityHeaders(publicUrl: string | null): Readonly<Record<string, string>> {
  return {
    'content-security-policy': NO_PAGE,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'permissions-policy': NOTHING_OF_THE_DEVICE,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-permitted-cross-domain-policies': 'none',
    ...(publicUrl?.startsWith('https:') && {
      'strict-transport-security': `max-age=${ONE_YEAR_S}; includeSubDomains`,
    }),
  };
}

/** What a page sends instead: its own files may run, nothing inline, nothing of other hosts. */
export function pageHeaders(policy: PagePolicy = {}): Readonly<Record<string, string>> {
  const { formAction = [], isEditor = false, usesCamera = false } = policy;
  const directives = [
    "default-src 'none'",
    "script-src 'self'",
    `worker-src 'self'${isEditor ? ' blob:' : ''}`,
    `style-src 'self'${isEditor ? " 'unsafe-inline'" : ''}`,
    "connect-src 'self'",
    `font-src 'self'${isEditor ? ' data:' : ''}`,
    "img-src 'self' data:",
    "manifest-src 'self'",
    "base-uri 'none'",
    `form-action ${formAction.length > 0 ? formAction.join(' ') : "'none'"}`,
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': directives.join('; '),
    'permissions-policy': permissionsOf(usesCamera),
  };
}

function permissionsOf(usesCamera: boolean): string {
  const none = ['display-capture', 'geolocation', 'microphone', 'midi', 'payment', 'serial', 'usb'];
  return [`camera=${usesCamera ? '(self)' : '()'}`, ...none.map((name) => `${name}=()`)].join(', ');
}
