import * as z from 'zod'
import { tidyLine } from './text.ts'

/** Letters of any script with the marks names are written with; no digits, signs, emoji, or direction controls. */
const personCharacters = /^[\p{L}\p{M}'’ʼ.\-‐ ·]+$/u
const hasLetter = /\p{L}/u

export const nameLength = 80

/** Whether a tidied text can be a person's name. */
export const isPersonName = (name: string): boolean => personCharacters.test(name) && hasLetter.test(name)

/** A person's name, tidied. */
export const personName = z
  .string()
  .max(1000)
  .transform(tidyLine)
  .pipe(z.string().min(1).max(nameLength).refine(isPersonName, 'bad_characters'))
