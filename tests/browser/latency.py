"""How soon a press is seen as asked: from the key's own event to the frame in which the row says so, in the page."""

from playwright.sync_api import Page

# Waits for one key press, then for the first frame after which the row's slot is an outcome. Milliseconds.
_WATCH = """(agent) => {
    globalThis.askedWithin = new Promise((resolve) => {
        addEventListener("keydown", ({timeStamp}) => {
            const shown = () => document.querySelector(
                `tr[data-agent="${CSS.escape(agent)}"] [data-outcome]`);
            const painted = () => requestAnimationFrame(() => {
                const {port1, port2} = new MessageChannel();
                port1.onmessage = () => (shown() ? resolve(performance.now() - timeStamp) : painted());
                port2.postMessage(null);
            });
            painted();
        }, {capture: true, once: true});
    });
}"""


def asked_within(page: Page, agent: str, key: str) -> float:
    """Presses a key that asks something at once, with the focus in the agent's row; milliseconds until it is painted.

    Only for what is asked without a question (L), or with the question's deed in focus (Enter).
    """
    page.evaluate(_WATCH, agent)
    page.keyboard.press(key)
    took: float = page.evaluate("globalThis.askedWithin")
    return took
