/**
 * Adds rules to the page for a while.
 *
 * @returns Removes them; called with other rules, replaces them.
 */
export function stylePage(rules: string): (others?: string) => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets.push(sheet);
  return (others) => {
    if (others !== undefined) sheet.replaceSync(others);
    else document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}

/**
 * Rules that keep the page where it is scrolled to. Nothing is pinned, so that nothing moves: a scroll bar that takes room
 * leaves its room behind.
 */
export function scrollLock(): string {
  const { documentElement: root, body } = document;
  // The viewport takes its overflow from the body while the root sets none. An overflow on the root would then make the
  // body a scroll container of its own, and sticky elements would come loose from the viewport.
  const isBodys = isVisible(root) && !isVisible(body);
  const gutter = innerWidth > root.clientWidth ? ':root{scrollbar-gutter:stable!important}' : '';
  return `@media screen{${isBodys ? 'body' : ':root'}{overflow:hidden!important}${gutter}}`;
}

/**
 * Rules that keep a strip at the bottom of the viewport free: an element that is scrolled to, by a link or the focus, stops above it
 * (WCAG 2.2, "Focus Not Obscured"), and the end of the page can be scrolled out of it.
 *
 * @param height - In CSS pixels.
 */
export function roomFor(height: number): string {
  const room = `content:""!important;display:block!important;height:${height}px!important`;
  // Padding of the root would change what the page's own percentages are taken of, and browsers let a margin of it go.
  return `@media screen{:root{scroll-padding-bottom:${height}px!important}:root::after{${room}}}`;
}

function isVisible(element: HTMLElement): boolean {
  return getComputedStyle(element).overflow === 'visible';
}
