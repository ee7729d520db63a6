/**
 * Creates a page that shows a wall of the first config.
 *
 * @param script - Address of `zephr.js`, relative to the page.
 */
export function createFirstPage(script: string): string {
  const sentence = (topic: string): string =>
    `      <p>This is a paragraph about ${topic}. It gives the feature some content to hide: the first forty words stay, and the wall replaces the rest.</p>`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>A first wall</title>
    <script src="${script}" data-config="zephr.json"></script>
  </head>
  <body>
    <h1>A first wall</h1>
    <zephr-feature feature="articles">
${['the weather', 'the harbour', 'the council'].map(sentence).join('\n')}
    </zephr-feature>
  </body>
</html>
`;
}
