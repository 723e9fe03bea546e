/** How an agent and a queue are named in a page: the row's id and the address, as dashboard/presenters/ids.py makes them. */

const plain = (text) => text.replace(/[^A-Za-z0-9]/gu, (letter) => `_${letter.codePointAt(0).toString(16)}`);

/** The id of an agent's row: `agent-cisco-1001`. */
export function rowId(agent) {
  const colon = agent.indexOf(":");
  return colon < 0 ? `agent-${plain(agent)}-` : `agent-${plain(agent.slice(0, colon))}-${plain(agent.slice(colon + 1))}`;
}

const percent = (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;

const quoted = (key) => encodeURIComponent(key).replaceAll("%3A", ":").replace(/[!'()*]/g, percent);

/** The address of an agent's page. */
export function agentUrl(agent) {
  return `/agents/${quoted(agent)}/`;
}

/** The address of a queue's page. */
export function queueUrl(queue) {
  return `/queues/${quoted(queue)}/`;
}

/** Under which address one's own sign-in is asked for something. */
export function signInUrl(key) {
  return `/sign-ins/${quoted(key)}/`;
}
