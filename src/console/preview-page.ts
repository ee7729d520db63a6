import { createHash } from 'node:crypto';

/** Name of the script of the preview among the files of the app. */
export const PREVIEW_SCRIPT = 'preview.mjs';

/** A document, and the policy that it is served with. */
export interface PreviewPage {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Writes the document of a preview, with its script inside: a sandboxed frame has an opaque origin, for which the console answers
 * no request. It may run this one script, and load nothing.
 */
export function writePreviewPage(script: Uint8Array): PreviewPage {
  // In a string or a pattern this is the same character, and it ends no script.
  const code = new TextDecoder().decode(script).replace(/<(?=!--|\/script)/gi, '\\x3C');
  const hash = createHash('sha256').update(code).digest('base64');
  const policy = [
    "default-src 'none'",
    ...[`script-src 'sha256-${hash}'`, "style-src 'unsafe-inline'", 'img-src data:', 'font-src data:'],
    ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'self'", "require-trusted-types-for 'script'"],
    'sandbox allow-scripts',
  ];
  return {
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Preview</title></head><body><script type="module">${code}</script></body></html>`,
    headers: { 'Content-Security-Policy': policy.join('; '), 'Content-Type': 'text/html; charset=utf-8' },
  };
}
