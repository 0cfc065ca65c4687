import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { TYPE } from '@formatjs/icu-messageformat-parser'
import { saidTo } from '#client/locales/compile.mjs'
import type { Voice } from './languages.ts'
import type { Readers } from './readers.ts'

type Ast = readonly MessageFormatElement[]

/** What a message may say: its text with a hole for each value, and the text of each case. */
export function saidBy(ast: Ast): string[] {
  const cases: string[] = []
  const text = ast.map((element) => {
    if (element.type === TYPE.literal) return element.value
    if (element.type === TYPE.tag) return saidBy(element.children).join(' ')
    if (element.type === TYPE.plural || element.type === TYPE.select)
      for (const option of Object.values(element.options)) cases.push(...saidBy(option.value))
    return '…'
  })
  return [text.join(''), ...cases]
}

export const hasTwoForms = (ast: Ast): boolean => JSON.stringify(ast).includes('"value":"reader"')

export const sentencesOf = (text: string) => text.split(/(?<=[.!?])\s+/)

/** What is wrong in a message: a word of the other form, or a sentence that speaks to nobody. */
export function wrongVoice(
  { toAdults, toPupils, dodge }: Voice,
  ast: MessageFormatElement[],
  readers: Readers,
): string[] {
  const toPupil = readers === 'adults' ? [] : saidBy(saidTo(ast, 'pupil'))
  const toAdult = readers === 'pupils' ? [] : saidBy(saidTo(ast, 'other'))
  const wordsIn = (texts: readonly string[], other: RegExp) => texts.flatMap((text) => other.exec(text)?.[0] ?? [])
  const dodges = [...toPupil, ...toAdult].flatMap(sentencesOf).filter((sentence) => dodge?.test(sentence))
  return [...wordsIn(toPupil, toAdults), ...wordsIn(toAdult, toPupils), ...dodges]
}
