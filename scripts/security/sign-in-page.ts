const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** The operators' sign-in page: one small form, no script, both colour schemes. */
export const signInPage = (back: string, problem: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in to Twinloom</title><style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#eef1f4, #16191d); }
form { width: min(20rem, 90vw); padding: 2rem; border-radius: .75rem; display: grid; gap: .75rem;
  background: light-dark(#fff, #22272d); box-shadow: 0 2px 12px #0002; }
h1 { margin: 0; font-size: 1.25rem; } label { display: grid; gap: .25rem; font-size: .875rem; }
input, button { font: inherit; padding: .5rem .75rem; border-radius: .375rem; border: 1px solid light-dark(#b8c0c8, #4a525b); }
button { background: #0b6e75; color: #fff; border: 0; cursor: pointer; }
.problem { margin: 0; color: light-dark(#b3261e, #ffb4ab); min-height: 1.5em; }
</style></head><body><form method="post" action="/sign-in"><h1>Twinloom</h1>
<label>Name <input name="username" autocomplete="username" required autofocus></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<input type="hidden" name="back" value="${escapeHtml(back)}"><p class="problem" role="alert">${escapeHtml(problem)}</p>
<button>Sign in</button></form></body></html>
`;
