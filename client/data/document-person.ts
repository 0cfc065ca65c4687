/** Somebody of a document, as the one who looks at it may see them. */
export interface DocumentPerson {
  userId: string
  /** Right for the one who reads: a name for the own school, a pseudonym for another's pupil. */
  name: string
  paletteIndex: number
  shape: number
  isSelf: boolean
}
