import type { PreviewReason } from '../model/codes.js';

/**
 * Explains to its maker why pages with the live config would not run a preview that was just signed.
 *
 * @param live - Name of the live config.
 * @param origin - Origin of the page.
 */
export function explainRefusal(reason: PreviewReason, live: string, origin: string): string {
  const words: Readonly<Partial<Record<PreviewReason, string>>> = {
    'preview-off': `${live} has no preview.publicKey. Publish it with one first`,
    'preview-signature': `preview.publicKey of ${live} is not the other half of the private key`,
    'preview-key': `preview.publicKey of ${live} is not a key on the curve P-256. "zephr keys --out preview" makes a pair`,
    'preview-origin': `preview.origins of ${live} has no "${origin}"`,
  };
  return `No page would run this preview: ${words[reason] ?? reason}.`;
}
