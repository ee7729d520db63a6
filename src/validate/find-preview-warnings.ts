import { isRecord } from '../lib/is-record.js';
import { isOrigin } from '../lib/is-origin.js';
import { own } from '../lib/own.js';
import { createWarning, type Found } from './mistake.js';

/** Browsers verify signatures only on https, and on these hosts. */
const LOOPBACK = /^http:\/\/(localhost|127\.[\d.]+|\[::1])(:\d+)?$/;

/** Finds origins in `preview.origins` that no page can have, or whose pages cannot verify a preview. */
export function findPreviewWarnings(config: unknown): Found[] {
  const preview = own(config, 'preview');
  const origins: unknown = isRecord(preview) ? own(preview, 'origins') : undefined;
  if (!Array.isArray(origins)) return [];
  return (origins as unknown[]).flatMap((origin, index) => {
    const pointer = `/preview/origins/${index}`;
    if (typeof origin !== 'string' || origin === '') return [];
    if (!isOrigin(origin))
      return createWarning(
        'origin-invalid',
        pointer,
        'is not an origin: write scheme, host and, where it is not the usual one, port, such as "https://www.news.example".',
      );
    if (origin.startsWith('https:') || LOOPBACK.test(origin)) return [];
    return createWarning(
      'origin-invalid',
      pointer,
      'is not https, and browsers verify no signatures there: previews do nothing.',
    );
  });
}
