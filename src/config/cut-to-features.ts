import type { Config, FeatureConfig } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { setOwn } from '../lib/set-own.js';

/**
 * Leaves the inside of some features away, so that a mistake there does not matter. They stay as features without rules, since
 * products and nodes name them.
 *
 * @param config - Anything at all; what is not a config stays as it is.
 * @param names - The features to keep.
 */
export function cutToFeatures(config: unknown, names: readonly string[]): unknown {
  const features: unknown = isRecord(config) && Object.hasOwn(config, 'features') && config['features'];
  if (!isRecord(features)) return config;
  const cut: Record<string, FeatureConfig> = {};
  for (const id of Object.keys(features)) setOwn(cut, id, names.includes(id) ? (features[id] as FeatureConfig) : {});
  return { ...(config as Config), features: cut };
}
