/**
 * Removes ids and names that hide a member by which code walks through a document, as in `<form><input name="attributes">`.
 * Other names stay: pages style, label and send by `title`, `name` or `action`.
 */
export function removeHidingNames(root: ParentNode): void {
  for (const node of root.querySelectorAll('[id], [name]')) {
    for (const name of ['id', 'name']) {
      const value = Element.prototype.getAttribute.call(node, name);
      if (value && isHiding(value)) Element.prototype.removeAttribute.call(node, name);
    }
  }
}

// Of the members of elements, those of one word are names of fields too: `id`, `prefix`, `title`.
function isHiding(name: string): boolean {
  return name in Node.prototype || name === 'attributes' || (/[A-Z]/.test(name) && name in Element.prototype);
}
