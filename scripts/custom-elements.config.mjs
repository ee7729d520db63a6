/** How @custom-elements-manifest/analyzer reads the elements. */
export default {
  globs: ['components/**/*.ts'],
  litelement: true,
  quiet: true,
  // It would write a path of its own into package.json at every build.
  packagejson: false,
};
