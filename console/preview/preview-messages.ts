import type { Config, Zone } from '../../src/model/config.js';
import type { Identity } from '../../src/model/identity.js';

/** The moments of a component that a preview can show. */
export type PreviewState = 'begin' | 'mistakes' | 'pending' | 'refused' | 'done' | 'left' | 'used';

/** A component to show, and how. The app sends it to the frame. */
export interface PreviewRequest {
  /** The parts of the config that components need. */
  readonly config: Config;
  /** Id of the component in it. */
  readonly component: string;
  readonly zone: Zone;
  readonly state: PreviewState;
  /** The reader that templates are filled for; `undefined` for a reader without a token. */
  readonly identity: Identity | undefined;
  /** BCP 47 tag. */
  readonly language: string;
  readonly scheme: 'light' | 'dark';
  /** The text of a style sheet; empty without one. */
  readonly theme: string;
}

/** A message of the frame. It comes from code that shows a publisher's markup: the app shows its texts, and believes nothing. */
export interface PreviewReport {
  /** The frame listens: it is sent the component. */
  readonly isReady?: boolean;
  /** Height of the content, in px. */
  readonly height?: number;
  /** Something that would happen in a page, such as a form that would be sent. */
  readonly says?: string;
  /** Problems of the component, replaced by each request. */
  readonly faults?: readonly string[];
}
