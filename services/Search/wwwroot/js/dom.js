/** Building elements. Text is always text: nothing in this page parses markup. */

const svgNamespace = 'http://www.w3.org/2000/svg';

/** The element with an id; a page without it is broken, so it throws. */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element "${id}".`);
  return found;
}

/**
 * Makes an element. Properties: `on` (listeners by event name), `vars` (CSS custom properties), everything else is an attribute;
 * null, undefined and false leave it out, true sets it empty. Children are nodes or text; null is left out.
 */
export function el(tag, { on = {}, vars = {}, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  for (const [name, listener] of Object.entries(on)) made.addEventListener(name, listener);
  for (const [name, value] of Object.entries(vars)) made.style.setProperty(name, value);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A picture of the sprite `icons.svg`, for the eye only. */
export function icon(name, ...classes) {
  const picture = document.createElementNS(svgNamespace, 'svg');
  picture.setAttribute('aria-hidden', 'true');
  picture.classList.add('icon', ...classes);
  const use = document.createElementNS(svgNamespace, 'use');
  use.setAttribute('href', `/icons.svg#${name}`);
  picture.append(use);
  return picture;
}

/** Words for the ear only, beside what the eye sees anyway. */
export function unseen(words) {
  return el('span', { class: 'unseen' }, words);
}

/** A button with a listener. */
export function button(label, onClick, attributes = {}) {
  return el('button', { type: 'button', ...attributes, on: { click: onClick } }, ...[label].flat());
}
