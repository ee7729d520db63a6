/** Names a node of the page by itself and what is around it, as a developer looks for it: `main › article › zephr-feature`. */
export function describePlace(node: Node): string {
  const names: string[] = [];
  for (let at: Element | null = node instanceof Element ? node : node.parentElement; at && names.length < 3;) {
    if (at === document.body || at === document.documentElement) break;
    names.unshift(nameOf(at));
    at = at.parentElement;
  }
  if (!(node instanceof Element)) names.push('<!-- -->');
  return names.join(' › ');
}

function nameOf(element: Element): string {
  const name = element.id ? `#${element.id}` : element.classList[0] ? `.${element.classList[0]}` : '';
  return element.localName + name;
}
