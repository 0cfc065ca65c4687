/** What each picture of a screen measures, in CSS pixels. */
export const pictureSize = { width: 780, height: 483 } as const
