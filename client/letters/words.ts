import type { LetterInList, LetterState } from '#client/data/letters.ts'
import { useMessages } from '#client/locales/messages.tsx'

export const schoolYearName = (from: number) => `${from}/${from + 1}`

export const letterLocales = ['fr', 'en', 'de'] as const
export const letterKinds = ['rector', 'head', 'mayor'] as const
export const letterWays = ['post', 'mail', 'hand'] as const

export const stateTones = {
  draft: 'neutral',
  ready: 'sun',
  signed: 'brand',
  sent: 'brand',
  void: 'neutral',
} as const satisfies Record<LetterState, string>

/** Nobody can be written to without these. */
export const hasAddress = ({ addressee }: Pick<LetterInList, 'addressee'>) =>
  addressee.name.trim() !== '' && addressee.address.trim() !== ''

/** To whom a letter goes, in a few words: the rector of Lyon, the head of a school, its mayor. */
export function useWhom() {
  const { t } = useMessages()
  return ({ kind, region, school, town }: LetterInList): string => {
    if (kind === 'rector') return t('letters.toRector', { region: region ?? '–' })
    const place = { school: school ?? '–', town: town ?? '–' }
    return kind === 'head' ? t('letters.toHead', place) : t('letters.toMayor', place)
  }
}
