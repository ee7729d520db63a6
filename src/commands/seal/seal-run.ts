import type { Command } from 'commander';
import type { JsonLdCode } from '../../model/codes.js';
import type { Config } from '../../model/config.js';
import { SealError } from '../../seal/seal-error.js';
import type { FeatureKeys } from '../../sealer/feature-keys.js';
import { openPage, rekeyPage, sealPage, type PageToSeal, type SealedPage } from '../../sealer/seal-page.js';
import type { FolderMistake } from '../../sealer/sealer-mistake.js';
import { addressOfCode } from '../../lib/address-of-code.js';

/** A run of `zephr seal` over pages. */
export interface SealRun {
  readonly config: Config;
  readonly keys: FeatureKeys;
  readonly isDeflated: boolean;
  readonly features: readonly string[] | undefined;
  /** Opens seals, in place of sealing. */
  readonly isOpening: boolean;
  /** Seals again what is sealed. */
  readonly isRekeying: boolean;
  readonly command: Command;
}

/** A page that was sealed or opened, or the mistake that keeps it from being. */
export type PageResult = { readonly page: SealedPage } | { readonly mistake: FolderMistake };

/**
 * Seals or opens one page.
 *
 * @param file - Its name, for messages.
 * @param about - Its path or address.
 */
export async function runPage(html: string, file: string, about: PageToSeal, run: SealRun): Promise<PageResult> {
  try {
    if (run.isOpening) {
      const text = await openPage(html, run.keys);
      return { page: { text, sealed: 0, kept: 0, notes: [] } };
    }
    const before = run.isRekeying ? await rekeyPage(html, run) : html;
    return { page: await sealPage(before, run, about) };
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    return { mistake: { code: error.code, offset: error.offset ?? 0, message: error.message, file } };
  }
}

/** A mistake as it is printed. */
export type PrintedMistake = Omit<FolderMistake, 'code'> & { readonly code: FolderMistake['code'] | JsonLdCode };

/** Describes mistakes, one a line with its place in its file, and the pages that explain them. */
export function describeMistakes(
  mistakes: readonly PrintedMistake[],
  textOf: (file: string) => string | undefined,
  note = '',
): string {
  return mistakes
    .map(({ code, file, offset, message }) => `${file}:${spotOf(textOf(file), offset)}  ${note}${code}  ${message}\n`)
    .join('');
}

/** Describes where to read about the codes of some mistakes. */
export function describeCodes(mistakes: readonly Pick<PrintedMistake, 'code'>[]): string {
  const codes = [...new Set(mistakes.map(({ code }) => code))];
  return codes.length > 0 ? `\n${codes.map((code) => `${code}: ${addressOfCode(code)}\n`).join('')}` : '';
}

function spotOf(text: string | undefined, offset: number): string {
  const before = (text ?? '').slice(0, offset);
  const line = before.split('\n').length;
  return `${line}:${offset - before.lastIndexOf('\n')}`;
}
