/** Done when a feature shows what its rules have come to. */
const settled = (feature) =>
  new Promise((done) => {
    const look = () =>
      feature.matches('[state]:not([state="pending"])') ? done(feature.updateComplete) : requestAnimationFrame(look);
    look();
  });

const elements = [...document.querySelectorAll('[data-properties]')];
for (const element of elements) Object.assign(element, JSON.parse(element.dataset.properties));

const features = [...document.querySelectorAll('zephr-feature')];
await Promise.all([...elements.map((element) => element.updateComplete), ...features.map(settled)]);
await Promise.all(
  [...document.querySelectorAll('zephr-feature > *')].map((wall) => wall.updateComplete).filter(Boolean),
);

// An accepted form moves the focus to its answer, which the gallery does not want.
if (!document.querySelector('dialog, zephr-zone')) document.activeElement?.blur();
if (!location.hash) scrollTo(0, 0);
document.documentElement.toggleAttribute('data-ready', true);
