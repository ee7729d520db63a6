import { DEFAULT_PREVIEW_HOURS } from '../../src/preview/limits.js';

/** A config that pages have now, as its file holds it. */
export interface LiveConfig {
  readonly name: string;
  readonly text: string;
  readonly config: unknown;
}

/** A preview link as it is filled in. */
export interface PreviewForm {
  /** The config that pages have now; `null` for the saved file. */
  readonly live: LiveConfig | null;
  /** Address of a page of the live site. */
  readonly page: string;
  /** Id of the reader that the page is seen as; empty for none, `*` for all, to switch between. */
  readonly reader: string;
  readonly hours: number;
  /** Name of its maker, for people. */
  readonly by: string;
  /** Whether edits that a preview may not hold are left out. */
  readonly leavesOut: boolean;
}

/** Stands for all test readers. */
export const ALL_READERS = '*';

export const EMPTY_PREVIEW: PreviewForm = {
  live: null,
  page: '',
  reader: '',
  hours: DEFAULT_PREVIEW_HOURS,
  by: 'preview',
  leavesOut: false,
};
