/** Search, filters, sorting and grouping: the form and the page's address say the same, whoever changed it. */

/** @import { Address, View } from "./view.js" */
import { setAttribute, setHidden, setText } from "./dom.js";
import { queryOf } from "./view.js";
import { word } from "./words.js";

const isPlain = ({ button, ctrlKey, metaKey, shiftKey, altKey }) =>
  button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey;

/** Chooses in a list what the address names; of several, as HTML does, the last. */
function choose(select, values) {
  select.value = "";
  for (const { value } of select.options) if (values.includes(value)) select.value = value;
}

export class Tools {
  #form = document.getElementById("tools");
  #address;

  /** @param {Address} address */
  constructor(address) {
    this.#address = address;
    const form = this.#form;
    form.addEventListener("input", ({ target }) => target.name === "q" && address.replace({ q: target.value }));
    form.addEventListener("change", ({ target }) => this.#changed(target));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.submitter?.name === "sort") address.push({ sort: event.submitter.value });
    });
    document.addEventListener("click", (event) => isPlain(event) && this.#clicked(event));
  }

  /** Writes what the address says into the form, the heads, the tiles and the lights. */
  reflect(view) {
    const { q, team, state, group, signed_out: signedOut } = this.#form.elements;
    if (q.value.trim() !== view.q.trim()) q.value = view.q;
    choose(team, view.team);
    choose(state, view.state);
    group.value = view.group;
    signedOut.checked = !view.signedOut;
    this.#reflectSources(view.source);
    this.#reflectSort(view.sort);
    document.getElementById("table").dataset.groupBy = view.group;
    for (const tile of document.querySelectorAll("#tiles [data-tile]")) {
      const isPressed = view.state.length === 1 && view.state[0] === tile.dataset.tile;
      setAttribute(tile, "aria-current", isPressed && "true");
      tile.href = `?${queryOf({ ...view, state: isPressed ? [] : [tile.dataset.tile] })}`;
    }
  }

  /** Says how many are shown. */
  count(shown, total) {
    const count = shown === total ? word("agents", { count: total }) : word("shown", { shown, total });
    setText(document.getElementById("count"), count);
    const none = document.getElementById("none-match");
    setText(none.querySelector("[data-cell]"), total && !shown ? word("none_match", { total }) : "");
    setHidden(none, !total || shown > 0);
    setHidden(document.getElementById("no-agents"), total > 0);
  }

  #changed({ name, value, checked }) {
    if (name === "team" || name === "state") this.#address.push({ [name]: value ? [value] : [] });
    if (name === "group") this.#address.push({ group: value });
    if (name === "signed_out") this.#address.push({ signedOut: !checked });
    if (name === "source") this.#toggle("source", value);
  }

  #clicked(event) {
    const tile = event.target.closest("#tiles [data-tile]");
    const light = event.target.closest("#feeds [data-feed]");
    const clear = event.target.closest("#none-match a");
    if (!tile && !light && !clear) return;
    event.preventDefault();
    const { state } = this.#address.view;
    if (tile) this.#address.push({ state: state[0] === tile.dataset.tile ? [] : [tile.dataset.tile] });
    if (light) this.#toggle("source", light.dataset.feed);
    if (clear) this.#address.push({ q: "", team: [], state: [], source: [], signedOut: true });
  }

  #toggle(name, value) {
    const values = this.#address.view[name];
    this.#address.push({ [name]: values.includes(value) ? values.filter((v) => v !== value) : [...values, value] });
  }

  /** One pressed toggle for each source that is filtered by, shaped as the one that hides who is signed out. */
  #reflectSources(sources) {
    const shape = this.#form.elements.signed_out.closest("label");
    for (const box of this.#form.querySelectorAll("input[name=source]"))
      if (!sources.includes(box.value)) box.closest("label").remove();
    for (const source of sources) {
      if (this.#form.querySelector(`input[name=source][value="${CSS.escape(source)}"]`)) continue;
      const toggle = shape.cloneNode(true);
      const box = toggle.querySelector("input");
      Object.assign(box, { name: "source", value: source, checked: true });
      setText(toggle.querySelector("span"), source);
      shape.after(toggle);
    }
    for (const light of document.querySelectorAll("#feeds [data-feed]"))
      setAttribute(light.querySelector("a"), "aria-current", sources.includes(light.dataset.feed) && "true");
  }

  #reflectSort(sort) {
    this.#form.querySelector("input[name=sort]").value = sort;
    for (const button of document.querySelectorAll("#agents thead button[data-sort]")) {
      const { sort: column } = button.dataset;
      const direction = { [column]: "ascending", [`-${column}`]: "descending" }[sort];
      setAttribute(button.closest("th"), "aria-sort", direction);
      button.value = sort === column ? `-${column}` : column;
    }
  }
}
