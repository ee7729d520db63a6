import type { Config } from '../../model/config.js';
import type { FeatureHost } from '../../model/feature-host.js';
import type { Zephr } from '../zephr.js';

/** Keeps a page right after its first decision. */
export function keepLive(_zephr: Zephr, _host: FeatureHost, _config: Config, _isLatest: () => boolean): void {}
