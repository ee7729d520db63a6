/**
 * Adds CSS rules to the page as a constructed style sheet, which every content security policy permits.
 *
 * @returns A function that removes them.
 */
export function addRules(rules: string): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets.push(sheet);
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
