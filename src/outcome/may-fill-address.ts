const TEXT = String.raw`(?:[^"\\]|\\.)*`;
/** A member that may be an address, with a tag; or markup that has tags and attributes, or a tag of the template within a tag. */
const ADDRESS = new RegExp(
  `"(?:(?:href|returnTo|action)":"${TEXT}\\{\\{|html":"(?=${TEXT}\\{\\{)${TEXT}(?:=|<[^<>"]*\\{\\{))`,
);

/**
 * Whether filling components may take `createAddressFilling`. Where it does not, no value goes into an address.
 *
 * @param components - The components, as JSON.
 */
export function mayFillAddress(components: string): boolean {
  return ADDRESS.test(components);
}
