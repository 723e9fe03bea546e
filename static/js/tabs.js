/** Of a person's open tabs only one does what must be done once: the one that is seen, before those that are not. */

const ANSWERED_WITHIN = 150;

export class Tabs {
  #channel = new BroadcastChannel("floorwalker");
  /** @type {Map<string, {rank: number, isOurs: boolean}>} what is claimed, by deed */
  #claims = new Map();

  constructor() {
    this.#channel.addEventListener("message", ({ data }) => this.#heard(data));
  }

  /**
   * Whether it is this tab that does a deed, once it is known that no other does.
   * @param {string} deed named the same in every tab
   * @returns {Promise<boolean>}
   */
  async mine(deed) {
    if (this.#claims.has(deed)) return false;
    const rank = (document.hidden ? 1 : 0) + Math.random();
    this.#claims.set(deed, { rank, isOurs: true });
    this.#channel.postMessage({ deed, rank });
    await new Promise((done) => setTimeout(done, ANSWERED_WITHIN));
    const { isOurs } = this.#claims.get(deed);
    if (isOurs) this.#claims.set(deed, { rank: -1, isOurs }); // taken: whoever learns of it later comes too late
    return isOurs;
  }

  #heard({ deed, rank }) {
    const ours = this.#claims.get(deed);
    if (!ours) this.#claims.set(deed, { rank, isOurs: false });
    else if (rank < ours.rank) this.#claims.set(deed, { rank, isOurs: false });
    else if (ours.isOurs) this.#channel.postMessage({ deed, rank: ours.rank });
  }
}
