import type { ReactElement, ReactNode } from 'react';
import type { PagePorts } from './page-app.ts';

/** A form by POST that proves that one of our pages sent it, with a button of its own. */
export function PostForm({
  action,
  ports,
  fields = {},
  button,
  look = 'button',
  children,
}: {
  action: string;
  ports: Pick<PagePorts, 'csrfToken'>;
  fields?: Readonly<Record<string, string>>;
  button: string;
  look?: 'button' | 'quiet';
  children?: ReactNode;
}): ReactElement {
  const hidden = Object.entries({ ...fields, _csrf: ports.csrfToken() });
  return (
    <form method="post" action={action} className="post">
      {hidden.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <button type="submit" className={look}>
        {button}
      </button>
    </form>
  );
}
