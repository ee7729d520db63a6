import { own } from '../../src/lib/own.js';
import type { Edit } from '../../src/edit/edit.js';
import { findFrozenEdits } from '../../src/preview/frozen-members.js';
import { MAX_LABEL_CHARACTERS, MAX_PREVIEW_EDITS } from '../../src/preview/limits.js';
import type { PreviewForm } from './preview-form.js';

/** A preview as it would be made now. */
export interface PlannedPreview {
  readonly form: PreviewForm;
  /** The config that pages have now. */
  readonly live: unknown;
  /** Edits that make the draft of it. */
  readonly edits: readonly Edit[];
  /** Whether the process has a key that signs previews. */
  readonly canPreview: boolean;
}

/** The edits that a preview would hold: all of them, or those that it may hold. */
export function listHeldEdits({ edits, form }: Pick<PlannedPreview, 'edits' | 'form'>): readonly Edit[] {
  if (!form.leavesOut) return edits;
  const frozen = new Set(findFrozenEdits(edits).map(({ pointer }) => pointer));
  return edits.filter(({ pointer }) => !frozen.has(pointer));
}

/** The members that the edits change and that a preview may not change; an empty name for the whole config. */
export function listFrozenMembers(edits: readonly Edit[]): readonly string[] {
  return [...new Set(findFrozenEdits(edits).map(({ member }) => member))];
}

/** Finds the reasons why no link can be made: a sentence each, with what to do. */
export function findObstacles(planned: PlannedPreview): string[] {
  const { form, live, canPreview } = planned;
  if (form.live?.text === '') return ['Choose the file of the live config.'];
  const held = listHeldEdits(planned);
  const preview = own(live, 'preview');
  const origin = readOrigin(form.page);
  const origins: unknown = own(preview, 'origins');
  const frozen = listFrozenMembers(held);
  const name = form.live?.name ?? 'The saved file';
  return [
    !canPreview &&
      'This console has no key for previews. "zephr keys --out preview" makes a pair; start the console with --preview-key preview/private.pem.',
    own(preview, 'publicKey') === undefined &&
      `${name} has no "preview.publicKey", so its pages ignore preview links. Publish a config with the public key first.`,
    origin === null && 'Write the address of a page of the live site, such as https://news.example/story.',
    origin !== null &&
      Array.isArray(origins) &&
      !origins.includes(origin) &&
      `"preview.origins" of the live config does not have ${origin}.`,
    ...frozen.map((member) =>
      member === ''
        ? 'The draft replaces the whole config. A preview holds edits of single places.'
        : `The draft changes “${member}”, which a preview may not change.`,
    ),
    held.length === 0 &&
      form.reader === '' &&
      'Nothing differs from the live config. Edit something, or choose a reader.',
    held.length > MAX_PREVIEW_EDITS && `A preview holds at most ${MAX_PREVIEW_EDITS} edits; these are ${held.length}.`,
    (form.by.trim() === '' || form.by.length > MAX_LABEL_CHARACTERS) &&
      `The label has 1 to ${MAX_LABEL_CHARACTERS} characters.`,
  ].filter((sentence) => sentence !== false);
}

/** The origin of a page; `null` where the text is not its address. */
export function readOrigin(page: string): string | null {
  const address = URL.canParse(page.trim()) ? new URL(page.trim()) : null;
  return address && /^https?:$/.test(address.protocol) ? address.origin : null;
}
