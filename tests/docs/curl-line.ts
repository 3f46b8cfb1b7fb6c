/** A request as a line of `curl` asks for it. */
interface CurlRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | undefined;
}

/** The words of a shell line: bare, or in single or double quotes. */
function wordsOf(line: string): string[] {
  return Array.from(line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g), ([, single, double, bare]) => {
    return single ?? double ?? bare ?? '';
  });
}

/**
 * Reads a line of `curl`, so that it can be sent where curl is not installed.
 *
 * @throws `Error` for an option other than `-X`, `-H` and `-d`.
 */
function readCurl(line: string): CurlRequest {
  const [program, ...words] = wordsOf(line);
  if (program !== 'curl') throw new Error(`no line of curl: ${line}`);
  const headers = new Headers();
  let url = '';
  let method: string | undefined;
  let body: string | undefined;
  while (words.length > 0) {
    const word = words.shift() ?? '';
    if (word === '-X') method = words.shift();
    else if (word === '-d') body = words.shift();
    else if (word === '-H') headers.append(...headerOf(words.shift() ?? ''));
    else if (/^https?:/.test(word)) url = word;
    else throw new Error(`an option that is not known here: ${word}`);
  }
  return { url, method: method ?? (body === undefined ? 'GET' : 'POST'), headers, body };
}

function headerOf(text: string): [string, string] {
  const [name = '', ...value] = text.split(':');
  return [name, value.join(':').trim()];
}

/** Sends what a line of `curl` says to another origin than the one that it names. */
export async function sendCurl(line: string, origin: string): Promise<Response> {
  const { url, body, ...request } = readCurl(line);
  const { pathname, search } = new URL(url);
  return fetch(`${origin}${pathname}${search}`, { ...request, body: body ?? null });
}
