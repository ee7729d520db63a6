import type { FormDataDetail, FormResponseDetail } from '../../src/model/events.js';
import type { FeatureSession } from '../../src/model/feature-host.js';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import { readText } from '../internal/read-text.js';
import type { FormState, FormWall, Say } from './form-wall.js';

/** Time that an identity provider may take to answer, in ms. */
const SEND_TIMEOUT_MS = 20_000;

/**
 * Sends the data of a form, shows on the wall what becomes of it, and has everything decided again.
 *
 * Any 2xx counts as success; the response sets the cookie. A refusal may give its reasons as JSON, both members optional:
 * `{ "message": "…", "errors": { "email": "…" } }`.
 *
 * @param target - A sound, whole address.
 * @returns Whether the response names fields that are wrong. Never rejects.
 */
export async function sendForm(
  wall: FormWall,
  target: string,
  given: Readonly<Record<string, string>>,
  say: Say,
  session: FeatureSession,
): Promise<boolean> {
  const show = (state: FormState, message: string, mistakes = {}): void => {
    Object.assign(wall, { state, message, mistakes });
  };
  show('pending', say('sending'));
  try {
    const data = await preProcess(wall.component, given);
    const { fetch } = session;
    const response = await fetch(new URL(target), {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams(data),
      // An identity provider of another origin sets a cookie, too.
      credentials: 'include',
      signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
    });
    notify<FormResponseDetail>('zephr-form-response', { component: wall.component, data, response: response.clone() });
    if (!response.ok) {
      const { message, mistakes } = readRefusal(await response.json().catch(() => null));
      const isOfFields = Object.keys(mistakes).length > 0;
      show('error', message || (isOfFields ? '' : say('failed')), mistakes);
      return isOfFields;
    }
    const place = wall.parentElement;
    await session.refresh();
    // The reader may still have to confirm an e-mail: then the wall is still there.
    if (wall.isConnected) show('done', say('done'));
    else if (place) leadTo(place);
  } catch {
    show('error', say('failed'));
  }
  return false;
}

/** The focus went with the wall: reading goes on where the wall was. */
function leadTo(place: HTMLElement): void {
  if (document.activeElement !== document.body) return;
  place.tabIndex = -1;
  place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true });
  place.focus({ preventScroll: true });
}

/** Lets the pre-processors of the page change the data. */
async function preProcess(component: string, data: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const waits: Promise<unknown>[] = [];
  const detail: FormDataDetail = { component, data, wait: (other) => void waits.push(other) };
  notify('zephr-form-data', detail);
  // A listener may have replaced the data.
  let last: unknown = detail.data;
  for (const wait of waits) last = (await wait) ?? last;
  return isRecord(last) ? (last as Record<string, string>) : { ...data };
}

function notify<Detail extends object>(type: string, detail: Detail): void {
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
