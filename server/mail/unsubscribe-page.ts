import { createHash } from 'node:crypto'
import type { Locale, StopKind } from '#db/schema/values.ts'

/* A page for whoever follows the link in a mail. No script and no login: it opens in a mailbox's own window too. */

interface Words {
  title: Record<StopKind, string>
  ask: string
  button: string
  done: Record<StopKind, string>
  again: string
}

const words: Record<Locale, Words> = {
  en: {
    title: { digest: 'No more digests by mail?', letter: 'No more letters of your office by mail?' },
    ask: 'Mails that you ask for yourself, as for a new password, still come.',
    button: 'Stop these mails',
    done: { digest: 'You get no more digests by mail.', letter: 'You get no more letters of your office by mail.' },
    again: 'You may turn them on again in Préau, under your name.',
  },
  fr: {
    title: {
      digest: 'Ne plus recevoir de résumé par mail ?',
      letter: 'Ne plus recevoir les lettres de votre bureau ?',
    },
    ask: 'Les mails que vous demandez vous-même, par exemple pour un nouveau mot de passe, arriveront toujours.',
    button: 'Ne plus recevoir ces mails',
    done: {
      digest: 'Vous ne recevrez plus de résumé par mail.',
      letter: 'Vous ne recevrez plus les lettres de votre bureau par mail.',
    },
    again: 'Vous pouvez les demander de nouveau dans Préau, sous votre nom.',
  },
  de: {
    title: { digest: 'Keine Zusammenfassungen mehr per Mail?', letter: 'Keine Briefe Ihrer Stelle mehr per Mail?' },
    ask: 'Mails, die Sie selbst anfordern, etwa für ein neues Passwort, kommen weiterhin.',
    button: 'Diese Mails abbestellen',
    done: {
      digest: 'Sie bekommen keine Zusammenfassungen mehr per Mail.',
      letter: 'Sie bekommen keine Briefe Ihrer Stelle mehr per Mail.',
    },
    again: 'In Préau können Sie sie unter Ihrem Namen wieder bestellen.',
  },
}

const style = `:root{color-scheme:light dark}body{font:1.125rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:34rem;padding:0 1rem}h1{font-size:1.5rem}button{font:inherit;padding:.75rem 1.25rem}`

/** Nothing may be loaded or run; the one style is named by its hash. */
export const stopPagePolicy = [
  `default-src 'none'`,
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  `form-action 'self'`,
  `base-uri 'none'`,
  `frame-ancestors 'none'`,
].join('; ')

const page = (locale: Locale, title: string, body: string) =>
  `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Préau</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`

/** Looking stops nothing: mailboxes look at links by themselves. */
export function askingPage({ kind, locale }: { kind: StopKind; locale: Locale }): string {
  const { title, ask, button } = words[locale]
  return page(locale, title[kind], `<p>${ask}</p>\n<form method="post"><button>${button}</button></form>`)
}

export function stoppedPage({ kind, locale }: { kind: StopKind; locale: Locale }): string {
  const { done, again } = words[locale]
  return page(locale, done[kind], `<p>${again}</p>`)
}
