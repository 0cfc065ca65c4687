import type { Locale } from '#db/schema/values.ts'
import { markup, plainPage } from '../kit/plain-page.ts'
import type { Stop } from './unsubscribe.ts'

/* For whoever follows the link in a mail. It opens in a mailbox's own window too. */

interface Words {
  title: string
  ask: string
  button: string
  done: string
  again: string
}

const digest: Record<Locale, Words> = {
  en: {
    title: 'No more digests by mail?',
    ask: 'Mails that you ask for yourself, as for a new password, still come.',
    button: 'Stop these mails',
    done: 'You get no more digests by mail.',
    again: 'You may turn them on again in Préau, under your name.',
  },
  fr: {
    title: 'Ne plus recevoir de résumé par mail ?',
    ask: 'Les mails que vous demandez vous-même, par exemple pour un nouveau mot de passe, arriveront toujours.',
    button: 'Ne plus recevoir ces mails',
    done: 'Vous ne recevrez plus de résumé par mail.',
    again: 'Vous pouvez les demander de nouveau dans Préau, sous votre nom.',
  },
  de: {
    title: 'Keine Zusammenfassungen mehr per Mail?',
    ask: 'Mails, die Sie selbst anfordern, etwa für ein neues Passwort, kommen weiterhin.',
    button: 'Diese Mails abbestellen',
    done: 'Sie bekommen keine Zusammenfassungen mehr per Mail.',
    again: 'In Préau können Sie sie unter Ihrem Namen wieder bestellen.',
  },
}
const circular: Record<Locale, Words> = {
  en: {
    title: 'No more letters of your office?',
    ask: 'What your office answers you, and mails that you ask for yourself, still come.',
    button: 'Stop these letters',
    done: 'You get no more letters that your office writes to all teachers of a region.',
    again: digest.en.again,
  },
  fr: {
    title: 'Ne plus recevoir les lettres de votre bureau ?',
    ask: 'Les réponses de votre bureau et les mails que vous demandez vous-même arriveront toujours.',
    button: 'Ne plus recevoir ces lettres',
    done: 'Vous ne recevrez plus les lettres que votre bureau adresse à toute une région.',
    again: digest.fr.again,
  },
  de: {
    title: 'Keine Briefe Ihrer Stelle mehr?',
    ask: 'Was Ihre Stelle Ihnen antwortet, und Mails, die Sie selbst anfordern, kommen weiterhin.',
    button: 'Diese Briefe abbestellen',
    done: 'Sie bekommen keine Briefe mehr, die Ihre Stelle an eine ganze Region schreibt.',
    again: digest.de.again,
  },
}
const words = { digest, circular }

const pageFor = (locale: Locale, title: string, body: ReturnType<typeof markup>) =>
  plainPage({ reader: { locale, theme: null }, title, robots: 'noindex', body })

/** Looking stops nothing: mailboxes look at links by themselves. */
export function askingPage({ kind, locale }: Stop): string {
  const { title, ask, button } = words[kind][locale]
  return pageFor(locale, title, markup`<p>${ask}</p>\n<form method="post"><button>${button}</button></form>`)
}

export function stoppedPage({ kind, locale }: Stop): string {
  const { done, again } = words[kind][locale]
  return pageFor(locale, done, markup`<p>${again}</p>`)
}
