export default function (eleventy) {
  eleventy.addPassthroughCopy({
    'node_modules/zephr-onpage/dist/zephr.js': 'zephr.js',
    'node_modules/zephr-onpage/dist/chunks': 'chunks',
    'zephr.json': 'zephr.json',
  });
}
