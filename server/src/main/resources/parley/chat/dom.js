/**
 * An element. Children that are strings become text, whatever stands in them: nothing that somebody
 * wrote is ever read as HTML. An attribute that is false is left out; `onclick` and the like are
 * listeners.
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children);
  return element;
}

/** Changes a text only when it is another one, so that what reads aloud does not repeat itself. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
