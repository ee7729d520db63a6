import type { Config, UserState } from '../../model/config.js';
import { meetPlaces, type PlaceQuestions } from '../../model/place-questions.js';
import type { Session } from '../session.js';
import type { KeyAsker } from './ask-keys.js';

const STATES: readonly UserState[] = ['customer', 'registered', 'anonymous'];

/** Answers what the elements of a page ask about content that is sealed or withheld. The file that asks for keys loads only then. */
export function answerPlaces(session: Session, config: Config): void {
  let asker: Promise<KeyAsker> | null = null;
  const askKey: PlaceQuestions['askKey'] = async (question) => {
    try {
      asker ??= import('./ask-keys.js').then(({ KeyAsker: Asker }) => new Asker(session, config));
      return await (await asker).ask(question);
    } catch (error) {
      asker = null;
      return { code: 'chunk-unreachable', message: String(error) };
    }
  };
  meetPlaces(session.store).answer({
    askKey,
    forgetKeys: (feature) => void asker?.then((known) => known.forget(feature)),
    decideLower: (view, { feature, userState }) => {
      const { host, visit } = session.page;
      for (const state of STATES.slice(STATES.indexOf(userState) + 1)) {
        const options = { dryRun: true, _item: host._views.get(view)?.item, _as: state };
        const decision = visit?.decide(feature, options);
        if (decision && !decision.access) return decision;
      }
      return null;
    },
  });
}
