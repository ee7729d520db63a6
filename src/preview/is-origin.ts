/** Whether a text is the origin of a page, as `location.origin` writes it: `https://news.example`. */
export function isOrigin(text: unknown): boolean {
  return typeof text === 'string' && /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
