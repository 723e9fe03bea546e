/** Makes an element say what another says, touching only what differs: focus, selection and scroll in it stay. */

import { place } from "./dom.js";

/**
 * What is inside of a `data-kept` part stays as it is: it was brought there since, and is asked for by nobody but a person.
 * @param {Element} element @param {Element} wanted of the same kind
 */
export function morph(element, wanted) {
  if (element.hasAttribute("data-kept") && wanted.hasAttribute("data-kept")) return;
  for (const { name } of [...element.attributes]) if (!wanted.hasAttribute(name)) element.removeAttribute(name);
  for (const { name, value } of wanted.attributes)
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  morphChildren(element, wanted);
}

/** The same for what is inside alone. What has an id is found by it wherever it stands, so that it stays itself. */
export function morphChildren(element, wanted) {
  let now = element.firstChild;
  for (const next of [...wanted.childNodes]) {
    const known = next.id ? [...element.children].find(({ id }) => id === next.id) : undefined;
    if (known && known !== now) place(element, known, now);
    const same = known ?? (now && !now.id && !next.id && now.nodeName === next.nodeName ? now : undefined);
    if (!same) element.insertBefore(next, now);
    else {
      if (same.nodeType === Node.ELEMENT_NODE) morph(same, next);
      else if (same.data !== next.data) same.data = next.data;
      now = same.nextSibling;
    }
  }
  while (now) {
    const after = now.nextSibling;
    now.remove();
    now = after;
  }
}
