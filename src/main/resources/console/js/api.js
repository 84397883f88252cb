// Talks to the server. Whoever calls gets data or an ApiError whose message is a sentence for the user.

export class ApiError extends Error {
  /** @param status the HTTP status, 0 when there was no answer; body: the answer, which may say more (`changed` of a 409) */
  constructor(status, message, body = {}) {
    super(message);
    this.status = status;
    this.body = body;
  }

  /** Not known whether it was done: the same request may be sent again. */
  get uncertain() {
    return this.status === 0 || this.status >= 500;
  }
}

const NO_ANSWER = 'The console does not answer. Is it still running? Check the network, then try again.';

let csrf = '';

export async function signedIn() {
  const session = await get('/session');
  csrf = session.csrf;
  return session;
}

/** A new session brings a new token along. */
export function renew(session) {
  csrf = session.csrf;
}

export const get = (path, signal) => call('GET', path, undefined, signal);
export const post = (path, body) => call('POST', path, body);
export const remove = (path) => call('DELETE', path);

async function call(method, path, body, signal) {
  let response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      signal,
      headers: method === 'GET' ? {} : { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf },
      body: body && JSON.stringify(body),
    });
  } catch (e) {
    if (e.name === 'AbortError') throw e;
    throw new ApiError(0, NO_ANSWER);
  }
  if (response.status === 204) return null;
  if (response.ok) return response.json().catch(() => ({}));
  throw await refusal(response, path);
}

async function refusal(response, path) {
  const answer = await response.json().catch(() => ({}));
  if (response.status === 401 && path !== '/session') toSignIn();
  return new ApiError(response.status, answer.error || `The console answered with status ${response.status}.`, {
    ...answer,
    retryAfter: response.headers.get('Retry-After'),
  });
}

/**
 * Reads an answer of one JSON value a line, as the lines come.
 *
 * @param heard is given each; throws what ends it, an ApiError or the abort of the signal
 */
export async function readLines(path, heard, signal) {
  let response;
  try {
    response = await fetch(`/api/v1${path}`, { signal });
  } catch (e) {
    if (e.name === 'AbortError') throw e;
    throw new ApiError(0, NO_ANSWER);
  }
  if (!response.ok) throw await refusal(response, path);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop();
    for (const line of lines) heard(JSON.parse(line));
  }
}

/** Remembers the view, so that signing in leads back to it. */
export function toSignIn() {
  sessionStorage.setItem('return', location.hash);
  location.assign('/sign-in');
}
