import type { Decision } from './decision.js';
import type { Fault } from './fault.js';
import type { FeatureView } from './feature-host.js';

/** The question for the key of one seal. */
export interface KeyQuestion {
  /** The decision of the page, which gives access. */
  readonly decision: Decision;
  /** `header.key` of the seal, as it is. */
  readonly question: string;
  /** Its two halves: the protected header as it is, and the wrapped key. */
  readonly header: string;
  readonly wrapped: Uint8Array<ArrayBuffer>;
  /** Id of the key that the content is sealed with. */
  readonly kid: string;
}

/** The answer: the content key, the decision of an endpoint that refuses it, or a fault. */
export type KeyAnswer =
  | { readonly key: Uint8Array<ArrayBuffer> }
  | { readonly decision: Decision }
  | { readonly code: Fault['code']; readonly message: string };

/** The questions of elements to the page about sealed and withheld content. Components import no code of the page. */
export interface PlaceQuestions {
  /** Asks for the key of a seal. Never rejects. */
  readonly askKey: (question: KeyQuestion) => Promise<KeyAnswer>;
  /** Forgets the keys of a feature: its reader has lost access. */
  readonly forgetKeys: (feature: string) => void;
  /**
   * Decides by the rule of the next lower user state that does not show the content: a server has refused it.
   *
   * @returns `null` where no state has one.
   */
  readonly decideLower: (view: FeatureView, decision: Decision) => Decision | null;
}

/** The elements of a session and the page, which answers them. */
interface Meeting {
  readonly questions: Promise<PlaceQuestions>;
  readonly answer: (questions: PlaceQuestions) => void;
}

/**
 * Where the page and the elements of a session meet, whichever file arrives first.
 *
 * @param store - Of the session.
 */
export function meetPlaces(store: Map<unknown, unknown>): Meeting {
  const known = store.get('place-questions') as Meeting | undefined;
  if (known) return known;
  let answer: Meeting['answer'] = () => undefined;
  const questions = new Promise<PlaceQuestions>((resolve) => {
    answer = resolve;
  });
  const meeting = { questions, answer };
  store.set('place-questions', meeting);
  return meeting;
}
