/**
 * A plugin of markdown-it: `{{claims.name}}` is shown as it is written, in text and in inline code. In blocks of code VitePress
 * does that itself; elsewhere Vue takes it for an expression.
 */
export function literalBraces(md) {
  const { text: renderText, code_inline: renderCode } = md.renderer.rules;
  md.renderer.rules.text = (tokens, index, ...rest) => {
    const html = renderText(tokens, index, ...rest);
    return html.includes('{{') ? `<span v-pre>${html}</span>` : html;
  };
  md.renderer.rules.code_inline = (...args) => renderCode(...args).replace(/^<code/, '<code v-pre');
}
