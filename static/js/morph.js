/** Makes an element say what another says, touching only what differs: focus, selection and scroll in it stay. */

/** @param {Element} element @param {Element} wanted of the same kind */
export function morph(element, wanted) {
  for (const { name } of [...element.attributes]) if (!wanted.hasAttribute(name)) element.removeAttribute(name);
  for (const { name, value } of wanted.attributes)
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  morphChildren(element, wanted);
}

/** The same for what is inside alone. */
export function morphChildren(element, wanted) {
  const nodes = [...wanted.childNodes];
  nodes.forEach((next, index) => {
    const now = element.childNodes[index];
    if (!now) element.append(next);
    else if (now.nodeName !== next.nodeName || now.id !== next.id) now.replaceWith(next);
    else if (now.nodeType === Node.ELEMENT_NODE) morph(now, next);
    else if (now.data !== next.data) now.data = next.data;
  });
  while (element.childNodes.length > nodes.length) element.lastChild.remove();
}
