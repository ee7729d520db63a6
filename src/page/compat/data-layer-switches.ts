import type { Zephr } from '../zephr.js';

/** The switches of Zephr's data layer, which a site sets on `window.Zephr`. */
export type DataLayerSwitches = Pick<Zephr, 'includeOutcomes' | 'outcomesAsEvents' | 'groupFields'>;

/** Tells whether the site has set a switch: then the data layer is on without a config for it. */
export function hasDataLayerSwitch(zephr: object): boolean {
  return ['includeOutcomes', 'outcomesAsEvents', 'groupFields'].some((name) => name in zephr);
}

/** Turns the data layer on, as Zephr's own `run` does, and leaves a switch of the site as it is. */
export function turnOnDataLayer(zephr: DataLayerSwitches): void {
  zephr.includeOutcomes ??= false;
}
