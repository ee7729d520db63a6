/**
 * Makes a value for each feature when it is first asked for, so that features which a page does not ask for cost
 * nothing.
 */
export function makeOnce<Made>(make: (feature: string) => Made): (feature: string) => Made {
  const made = new Map<string, Made>();
  return (feature) => {
    let one = made.get(feature);
    if (one === undefined) made.set(feature, (one = make(feature)));
    return one;
  };
}
