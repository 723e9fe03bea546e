/** Writes only what differs: an element that says the same already is left alone, and so are focus and selection in it. */

/** @param {Element} element that holds nothing but text */
export function setText(element, text) {
  if (element.textContent === text) return;
  const only = element.firstChild;
  if (only && only === element.lastChild && only.nodeType === Node.TEXT_NODE) only.data = text;
  else element.textContent = text;
}

/** Sets an attribute; an empty value takes it away. */
export function setAttribute(element, name, value) {
  if (!value) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** @param {HTMLElement} element whose text may be cut short: the whole of it stands in its title */
export function setTitle(element, text) {
  if (element.title !== text) element.title = text;
}

/** @param {HTMLElement} element */
export function setHidden(element, isHidden) {
  if (element.hidden !== isHidden) element.hidden = isHidden;
}

/** A fresh copy of what a `<template>` holds. */
export function cloned(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

/** The named part of a card, a group's head or a light. */
export function cell(within, name) {
  return within.querySelector(`[data-cell="${name}"]`);
}

/** Puts an element before another, keeping focus, selection and open popovers in it where the browser can. */
export function place(parent, element, before) {
  if (parent.moveBefore && element.isConnected) parent.moveBefore(element, before);
  else parent.insertBefore(element, before);
}
