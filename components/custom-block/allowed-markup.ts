const list = (names: string): readonly string[] => names.split(' ');

/**
 * The markup that a custom block may hold: text, lists, tables, media, simple forms and drawings, and nothing that runs, loads
 * another document or styles the page around it. The same in every browser, whichever sanitiser does the work: the
 * defaults of the two differ widely, and those of the Sanitizer API drop `class` and images.
 */
export const allowedMarkup = {
  elements: list(
    'a abbr address article aside audio b bdi bdo blockquote br button caption center cite code col colgroup data dd ' +
      'del details dfn div dl dt em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr i img ' +
      'input ins kbd label legend li main mark nav ol optgroup option p picture pre q s samp search section select ' +
      'small source span strong sub summary sup table tbody td textarea tfoot th thead time tr u ul var video wbr',
  ),
  /** Icons, in the namespace of SVG: no links, and no animation that could set one. */
  drawings: list('circle ellipse g line path polygon polyline rect svg'),
  /** No `name`: an image or form that is named `cookie` would shadow `document.cookie`. */
  attributes: list(
    'action align alt aria-current aria-describedby aria-hidden aria-label aria-labelledby autocomplete checked class ' +
      'colspan controls datetime dir disabled download for height href hreflang id label lang loading loop max ' +
      'maxlength media method min minlength muted open pattern placeholder poster preload rel required role rows ' +
      'rowspan scope selected sizes span src srcset start step style tabindex target title type value width ' +
      'cx cy d fill fill-rule points r rx ry stroke stroke-linecap stroke-linejoin stroke-width transform viewBox ' +
      'x x1 x2 y y1 y2',
  ),
  /** Elements that may have a `name` after all: forms are sent by it. */
  named: list('button input select textarea'),
};
