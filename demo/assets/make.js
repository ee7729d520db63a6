/**
 * Makes an element.
 *
 * @param {string} tag
 * @param {string} className - Empty for none.
 * @param {...(string | Node)} children
 * @returns {HTMLElement}
 */
export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}
