import type { FeatureSession } from '../../src/model/feature-host.js';
import type { Texts } from '../../src/texts/texts.js';

/** How far a form has come. `error`: something has to be put right, or it could not be sent. `done`: it was taken. */
export type FormState = 'idle' | 'pending' | 'error' | 'done';

/** A wall with a form, and what it shows of it. */
export interface FormWall extends HTMLElement {
  /** Id of its component in the config. */
  component: string;
  state: FormState;
  /** Text of the status or the error. */
  message: string;
  /** Messages about mistakes in the fields, by name of the field. */
  mistakes: Readonly<Partial<Record<string, string>>>;
  /** The session that sends the form; `null` where no feature shows the wall. */
  readonly session: FeatureSession | null;
  readonly updateComplete: Promise<unknown>;
}

/** Gives a text of the wall. */
export type Say = (key: keyof Texts) => string;
