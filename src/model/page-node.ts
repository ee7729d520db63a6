/** A node of the page. `object` where there is no DOM, so that rooms without one compile. */
export type PageNode = typeof globalThis extends { readonly Node: { readonly prototype: infer Node } } ? Node : object;

/** A node that has a parent: what is in the list of some node's children. */
export type PageChild = PageNode extends { readonly childNodes: ArrayLike<infer Child> } ? Child : object;
