/** Server-sent events, read with fetch: EventSource cannot send the token's header. */

/** text/event-stream: blocks end with an empty line, and comments are signs of life. */
export async function readEvents(body, onEvent, heard) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const {value, done} = await reader.read();
    if (done) {
      return;
    }
    heard();
    const blocks = (rest + value).replaceAll('\r\n', '\n').split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const field = name =>
        block
          .split('\n')
          .filter(line => line.startsWith(`${name}:`))
          .map(line => line.slice(name.length + 1).trimStart())
          .join('\n');
      if (field('data')) {
        onEvent(JSON.parse(field('data')), field('event'));
      }
    }
  }
}
