// The server wants a token. The page exchanges it for a cookie that scripts cannot read.
import { html, useState } from '/lib/htm-preact.js';
import { openSession } from '/core/api.js';
import { connectNow } from '/core/live.js';
import { useOnce } from '/core/once.js';
import { Refusal } from '/parts/buttons.js';
import { Field } from '/parts/fields.js';

export function Locked() {
  const [token, setToken] = useState('');
  const [problem, setProblem] = useState(null);
  const once = useOnce();
  const unlock = async () => {
    try {
      await openSession(token.trim());
      connectNow();
    } catch (failure) {
      setProblem(failure);
    }
  };
  return html`
    <form class="first form" onSubmit=${once(unlock)}>
      <h2>This server needs a token</h2>
      <p>It is printed at the start of the server, or set with <code>--http-token</code>.</p>
      <${Field} name="token" label="Token" value=${token} onInput=${setToken} mono autofocus />
      <${Refusal} problem=${problem} />
      <div><button class="button primary" type="submit">Open</button></div>
    </form>`;
}
