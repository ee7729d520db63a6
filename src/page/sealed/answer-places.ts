import type { Config } from '../../model/config.js';
import { meetPlaces, type PlaceQuestions } from '../../model/place-questions.js';
import { USER_STATES } from '../../model/user-states.js';
import type { Session } from '../session.js';
import { findElements } from '../browser.js';
import { ignore } from '../../lib/ignore.js';
import type { KeyAsker } from './ask-keys.js';

/** Answers what the elements of a page ask about content that is sealed or withheld. The file that asks for keys loads only then. */
export function answerPlaces(session: Session, config: Config): void {
  let asker: Promise<KeyAsker> | null = null;
  const load = async (): Promise<KeyAsker> => {
    try {
      asker ??= import('./ask-keys.js').then(({ KeyAsker: Asker }) => new Asker(session, config));
      return await asker;
    } catch (error) {
      asker = null;
      throw error;
    }
  };
  const askKey: PlaceQuestions['askKey'] = (question) =>
    load().then(
      (known) => known.ask(question),
      (error: unknown) => ({ code: 'chunk-unreachable', message: String(error) }),
    );
  void session.page.zephr.ready.then(() => {
    // Beside the file that opens the seal, which asks only once it is there.
    if (hasOpenSeal(session)) load().catch(ignore);
  }, ignore);
  meetPlaces(session.store).answer({
    askKey,
    forgetKeys: (feature) => void asker?.then((known) => known.forget(feature)),
    decideLower: (view, { feature, userState }) => {
      const { host, visit } = session.page;
      for (const state of USER_STATES.slice(0, USER_STATES.indexOf(userState)).reverse()) {
        const options = { dryRun: true, _item: host._views.get(view)?.item, _as: state };
        const decision = visit?.decide(feature, options);
        if (decision && !decision.access) return decision;
      }
      return null;
    },
  });
}

/** Whether a seal of the page is for a reader with access. Nothing is counted by it. */
function hasOpenSeal({ _isOn, page: { visit } }: Session): boolean {
  if (!_isOn()) return false;
  return [...findElements('zephr-feature[sealed]')].some(
    (place) => visit?.decide(place.getAttribute('feature') ?? '', { dryRun: true })?.access,
  );
}
