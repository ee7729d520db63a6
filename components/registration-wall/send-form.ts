import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import { readText } from '../internal/read-text.js';
import type { FormState, FormWall, Say } from './form-wall.js';
import { leadToMistake } from './show-mistakes.js';

/** Milliseconds that an identity provider may take. */
const TIMEOUT = 20_000;

/** What pre-processors may do about the data of a form before it is sent. */
export interface FormDataDetail {
  readonly component: string;
  data: Readonly<Record<string, string>>;
  /** What it resolves with, if anything, is sent instead. */
  readonly wait: (data: Promise<unknown>) => void;
}

/**
 * Sends the data of a form as the browser would send the form itself, stays on the page, and has everything decided anew.
 *
 * The answer is any 2xx, with the cookie set. One that refuses may say why, as JSON: `{ "message": "…", "errors": { "email":
 * "…" } }`, both optional.
 *
 * @param target - An address that is sound.
 */
export async function sendForm(
  wall: FormWall,
  form: HTMLFormElement,
  target: string,
  given: Readonly<Record<string, string>>,
  say: Say,
): Promise<void> {
  const show = (state: FormState, message: string, mistakes = {}): void => {
    Object.assign(wall, { state, message, mistakes });
  };
  show('pending', say('sending'));
  try {
    const data = await process(wall.component, given);
    const response = await fetch(new URL(target, document.baseURI), {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams(data),
      // The identity provider of another origin sets a cookie, too.
      credentials: 'include',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    tellPage('zephr-form-response', { component: wall.component, data, response: response.clone() });
    if (!response.ok) {
      const { message, mistakes } = readRefusal(await response.json().catch(() => null));
      const isOfFields = Object.keys(mistakes).length > 0;
      show('error', message || (isOfFields ? '' : say('failed')), mistakes);
      if (isOfFields) leadToMistake(wall, form);
      return;
    }
    const place = wall.parentElement;
    const zephr = own(window, 'Zephr') as { refresh?: () => Promise<void> } | undefined;
    await zephr?.refresh?.();
    // The reader may still have to answer an e-mail: then the wall is still there.
    if (wall.isConnected) show('done', say('done'));
    else if (place) leadTo(place);
  } catch {
    show('error', say('failed'));
  }
}

/** What was focused went with the wall: reading goes on where it stood. */
function leadTo(place: HTMLElement): void {
  if (document.activeElement !== document.body) return;
  place.tabIndex = -1;
  place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true });
  place.focus({ preventScroll: true });
}

async function process(component: string, data: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const waits: Promise<unknown>[] = [];
  const detail: FormDataDetail = { component, data, wait: (other) => void waits.push(other) };
  tellPage('zephr-form-data', detail);
  let last: unknown = detail.data;
  for (const wait of waits) last = (await wait) ?? last;
  return isRecord(last) ? (last as Record<string, string>) : { ...data };
}

function tellPage(type: string, detail: object): void {
  EventTarget.prototype.dispatchEvent.call(document, new CustomEvent(type, { detail }));
}

function readRefusal(answer: unknown): { message: string; mistakes: Record<string, string> } {
  const errors = own(answer, 'errors');
  const entries = isRecord(errors) ? Object.entries(errors) : [];
  const mistakes = Object.fromEntries(
    entries.map(([name, text]) => [name, readText(text, '')] as const).filter(([, text]) => text),
  );
  return { message: readText(own(answer, 'message'), ''), mistakes };
}
