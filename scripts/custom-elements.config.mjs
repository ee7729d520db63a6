/** How @custom-elements-manifest/analyzer reads the elements: their classes, the classes these extend, and their events. */
export default {
  globs: [
    'components/custom-block/{custom-block,define}.ts',
    'components/feature/{feature,define}.ts',
    'components/paywall/{paywall,define}.ts',
    'components/registration-wall/{registration-wall,define}.ts',
    'components/zone/{zone,define,dismiss-event}.ts',
    'components/internal/{zephr-element,zephr-wall,events}.ts',
  ],
  litelement: true,
  quiet: true,
  // Otherwise it writes its own path into package.json at every build.
  packagejson: false,
};
