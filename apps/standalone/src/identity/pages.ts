/** The few words of the identity provider's pages, in the languages of the portal. */
const WORDS = {
  en: {
    signIn: 'Sign in',
    username: 'User name',
    password: 'Password',
    wrong: 'User name or password is wrong.',
    demo: 'These are the people of the demonstration:',
    expired: 'This sign-in was begun too long ago or in another browser. Go back to the portal and sign in again.',
    signOut: 'Sign out',
    signOutQuestion: 'Do you want to sign out?',
    signedOut: 'You are signed out.',
    failed: 'The sign-in failed',
  },
  de: {
    signIn: 'Anmelden',
    username: 'Benutzername',
    password: 'Passwort',
    wrong: 'Benutzername oder Passwort ist falsch.',
    demo: 'Das sind die Personen der Vorführung:',
    expired: 'Diese Anmeldung wurde vor zu langer Zeit oder in einem anderen Browser begonnen. Bitte im Portal neu anmelden.',
    signOut: 'Abmelden',
    signOutQuestion: 'Möchten Sie sich abmelden?',
    signedOut: 'Sie sind abgemeldet.',
    failed: 'Die Anmeldung ist fehlgeschlagen',
  },
} as const;

export type Language = keyof typeof WORDS;
export type Word = keyof (typeof WORDS)['en'];

export function languageOf(acceptLanguage: string | undefined): Language {
  return /^\s*de\b/i.test(acceptLanguage ?? '') ? 'de' : 'en';
}

export function loginPage(page: {
  language: Language;
  action: string;
  people: readonly { username: string; displayName: string }[];
  wrongFor?: string;
}): string {
  const words = WORDS[page.language];
  const people = page.people.map(({ username, displayName }) => `<li><code>${escapeHtml(username)}</code> ${escapeHtml(displayName)}</li>`);
  return frame(
    page.language,
    words.signIn,
    `${page.wrongFor === undefined ? '' : `<p role="alert" class="wrong">${words.wrong}</p>`}
    <form method="post" action="${escapeHtml(page.action)}">
      <label for="username">${words.username}</label>
      <input id="username" name="username" autocomplete="username" required autofocus value="${escapeHtml(page.wrongFor ?? '')}">
      <label for="password">${words.password}</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required>
      <button type="submit">${words.signIn}</button>
    </form>
    ${people.length === 0 ? '' : `<p>${words.demo}</p><ul>${people.join('')}</ul>`}`,
  );
}

export function messagePage(language: Language, message: Word, detail?: string): string {
  const words = WORDS[language];
  return frame(
    language,
    words.signIn,
    `<p>${words[message]}</p>${detail === undefined ? '' : `<p><code>${escapeHtml(detail)}</code></p>`}`,
  );
}

/** @param form the hidden form that the provider hands over; the button submits it */
export function signOutPage(language: Language, form: string): string {
  const words = WORDS[language];
  return frame(
    language,
    words.signOut,
    `<p>${words.signOutQuestion}</p>${form}<button type="submit" form="op.logoutForm" name="logout" value="yes">${words.signOut}</button>`,
  );
}

function frame(language: Language, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - Gewerk</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 22rem; padding: 3rem 1rem; }
label, input, button { display: block; width: 100%; box-sizing: border-box; font: inherit; }
input, button { margin: .25rem 0 1rem; padding: .5rem; }
.wrong { border-left: .25rem solid #c62828; padding-left: .75rem; }
ul { padding-left: 1.2rem; }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
