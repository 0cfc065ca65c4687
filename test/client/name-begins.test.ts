import { describe, expect, it } from 'vitest'
import { loadMessages, locales } from '#client/locales/locales.ts'
import { speak } from '#client/locales/messages.tsx'

/** What stands on a control, and by what it is told apart from others of its kind where it is only heard. */
describe.each(locales)('the name of a control (%s)', (locale) => {
  it('begins with the words that stand on it', async () => {
    const { t } = speak(locale, (await loadMessages[locale]()).default)
    const controls = [
      [t('documents.give'), t('documents.giveLabel', { title: 'Carnet', group: 'Rhône' })],
      [t('documents.colActions'), t('documents.actionsOf', { title: 'Carnet' })],
      [t('people.actions'), t('people.actionsOf', { name: 'Alix' })],
      ['3', t('chat.reactionName', { count: '3', reaction: t('chat.reaction_heart'), names: 'Alix' })],
    ] as const
    for (const [words, name] of controls) expect(name.slice(0, words.length)).toBe(words)
  })
})
