/**
 * The language of an element: that of the nearest `lang`, also outside the shadow roots around it, else the
 * browser's.
 *
 * @returns A language tag that `Intl` takes; `undefined` (the runtime's default) if neither is well formed.
 */
export function findLanguage(element: Element): string | undefined {
  return [nearestLang(element), navigator.language].find(isLanguage);
}

function nearestLang(element: Element): string {
  const holder = element.closest('[lang]');
  if (holder) return holder.getAttribute('lang') ?? '';
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLang(root.host) : '';
}

// `lang="en_GB"` in a page and `en-US@posix` in a headless browser are both real, and `Intl` throws on either.
function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
