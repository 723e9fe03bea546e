/** What is the viewer's own on every page: their sign-ins, the call that they are on, and whose next call they wait for. */

/** @import { Pending } from "./frames.js" */
import { Asking } from "./asking.js";
import { Follows } from "./follows.js";
import { Listening } from "./listening.js";
import { Prompt } from "./prompt.js";
import { Rights } from "./rights.js";
import { Tabs } from "./tabs.js";

const byId = (id) => document.getElementById(id);
const json = (id) => JSON.parse(byId(id)?.textContent ?? "{}");

export class Mine {
  /** @type {Rights} */
  rights;
  /** @type {Asking} */
  asking;
  /** @type {Follows} */
  follows;
  #own;
  #listening;

  /**
   * @param {Object} from
   * @param {import("./own.js").OwnSignIns} from.own @param {import("./clock.js").ServerClock} from.clock
   * @param {import("./announce.js").Announcer} from.announcer @param {import("./reasons.js").Reasons} from.reasons
   * @param {import("./teams.js").Teams} from.teams @param {{isFresh: (source: string) => boolean}} from.sources
   * @param {(key: string) => import("./agents.js").Agent | undefined} from.agentOf what the page knows of an agent
   * @param {(key: string) => void} from.followed whether an agent is followed has changed
   */
  constructor({ own, clock, announcer, reasons, teams, sources, agentOf, followed }) {
    const viewer = document.body.dataset;
    const alarm = byId("alarm");
    this.#own = own;
    this.rights = new Rights(json("rights"), viewer.mayAct === "true", sources, own);
    this.asking = new Asking({ rights: this.rights, reasons, teams });
    this.#listening = new Listening({
      own,
      rights: this.rights,
      asking: this.asking,
      agentOf,
      announcer,
      alarm,
      clock,
      person: viewer.person,
      isFresh: (source) => sources.isFresh(source),
    });
    this.asking.tell(this.#listening);
    const prompt = new Prompt({ tabs: new Tabs(), announcer, alarm, asksWhy: (team) => teams.asksWhy(team) });
    this.follows = new Follows({ clock, prompt, announcer, agentOf, changed: followed });
  }

  /**
   * Takes whom one follows by now; before the agents themselves are told of.
   * @param {Pending} pending
   */
  follow(pending) {
    pending.get("follow")?.forEach((values, key) => this.follows.put(key, values));
  }

  /**
   * Writes what the line told of it, once the agents are as told.
   * @param {Pending} pending
   */
  apply(pending) {
    pending.get("command")?.forEach((values, id) => {
      this.#own.outcome(id, values);
      this.#listening.outcome(id, values);
    });
    pending.get("sign_in")?.forEach((values, key) => this.#own.put(key, values));
    if (pending.has("sign_in") || pending.has("source")) this.#listening.write();
  }

  /** Something of the call that one is on is asked from elsewhere than the bar: "stop-listening", "hold", "retrieve". */
  press(action) {
    this.#listening.press(action);
  }

  /** Our own line was won or lost, or a source's word is worth more or less than it was. */
  refresh() {
    this.#listening.write();
  }

  /** @param {(source: string) => boolean} isFresh */
  tick(now, isFresh) {
    this.#own.tick(now, isFresh);
    this.#listening.tick(now);
    this.follows.tick(now);
  }
}
