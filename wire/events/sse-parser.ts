/** An event of a stream of server-sent events. */
export interface SseEvent {
  /** The last id that the stream gave, as the standard has it. */
  readonly id: string;
  readonly type: string;
  readonly data: string;
}

const LONGEST = 1024 * 1024;

/**
 * A parser of server-sent events (HTML Living Standard 9.2.6, without `retry`): takes text in pieces, gives the events
 * that are complete.
 *
 * @throws Error at an event of more than 1 MB, which is not ours
 */
export function createSseParser(): (text: string) => readonly SseEvent[] {
  let rest = '';
  let id = '';
  return (text) => {
    rest += text;
    const blocks = rest.split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? '';
    if (rest.length > LONGEST) throw new Error('The event stream is none of ours: an event has no end.');
    return blocks.flatMap((block) => {
      const fields = fieldsOf(block);
      id = fields.get('id')?.at(-1) ?? id;
      const data = fields.get('data');
      return data ? [{ id, type: fields.get('event')?.at(-1) ?? 'message', data: data.join('\n') }] : [];
    });
  };
}

function fieldsOf(block: string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const line of block.split(/\r?\n/)) {
    const [, name = '', value = ''] = /^([^:]*)(?::\s?(.*))?$/.exec(line) ?? [];
    fields.set(name, [...(fields.get(name) ?? []), value]);
  }
  return fields;
}
