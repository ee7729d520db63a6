/** A router as small as can be: it changes the address and draws the page of it, and knows nothing of the SDK. */
const view = document.getElementById('view');

function draw() {
  const template = document.querySelector(`template[data-path="${location.pathname}"]`);
  view.replaceChildren(template.content.cloneNode(true));
  for (const link of document.querySelectorAll('[data-route]')) {
    if (link.pathname === location.pathname) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('[data-route]');
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  draw();
  view.querySelector('h2').focus({ preventScroll: true });
});
addEventListener('popstate', draw);
draw();
