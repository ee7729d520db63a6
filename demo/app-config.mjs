/**
 * The config of the single-page app: one feature is found by a selector, one by comments, and rules look at the address.
 *
 * @param {object} components - Those of the newspaper.
 * @returns {object} The content of its `zephr.json`.
 */
export function makeAppConfig({ register, subscribe }) {
  return {
    version: 1,
    components: { register, subscribe },
    features: {
      stories: {
        title: 'Stories',
        target: { selector: '.app__story' },
        rules: {
          anonymous: {
            ...{ type: 'url-path', condition: 'equals', value: '/app/ferry' },
            yes: 'show',
            no: { content: { keep: { paragraphs: 1 } }, components: ['register'] },
          },
        },
      },
      tables: {
        title: 'Tide tables',
        target: { comment: 'tables' },
        rules: { anonymous: { content: 'hide', components: ['subscribe'] } },
      },
    },
  };
}
