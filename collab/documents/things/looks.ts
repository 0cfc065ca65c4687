/** How words are set. */
export interface TextLook {
  /** Pixels of a letter's body. */
  readonly size: number
  readonly weight: 400 | 600
  readonly lineHeight: number
  /** Between the object's edge and its text. */
  readonly padding: number
  readonly align: 'start' | 'middle'
  readonly valign: 'top' | 'middle'
}

export const plainLook: TextLook = {
  size: 16,
  weight: 400,
  lineHeight: 1.35,
  padding: 12,
  align: 'start',
  valign: 'top',
}
export const middleLook: TextLook = { ...plainLook, align: 'middle', valign: 'middle' }
export const titleLook: TextLook = { ...plainLook, size: 17, weight: 600, padding: 10 }
export const smallLook: TextLook = { ...plainLook, size: 13 }
