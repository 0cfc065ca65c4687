/*
 * The colours of a board: few, so that they go together, and each with a name for those who do not see them. The screen takes
 * them from `client/ui/tokens.css` by the same index (`--board-0-line`, …, a test holds the two together); pictures that
 * leave Préau take them from here.
 */

export const colourNames = ['ink', 'sun', 'orange', 'rose', 'violet', 'blue', 'teal', 'green'] as const

export interface Colour {
  /** Lines, ink and solid shapes; at least 4.5 on the surface, so that surface can be read on it too. */
  readonly line: string
  /** Paper of notes and tinted shapes: text has at least 7 on it. */
  readonly tint: string
  /** A highlighter's, laid half transparent over what is there. */
  readonly mark: string
}

export interface BoardTheme {
  readonly surface: string
  readonly sunken: string
  readonly text: string
  readonly faint: string
  readonly edge: string
  readonly colours: readonly Colour[]
}

const marks = ['#b9c2bc', '#ffe318', '#ffb98a', '#ffb2bd', '#e0b7ff', '#a9cefd', '#0ae6ef', '#6fea77'] as const

const colours = (pairs: readonly (readonly [line: string, tint: string])[]): Colour[] =>
  pairs.map(([line, tint], at) => ({ line, tint, mark: marks[at] ?? marks[0] }))

export const boardThemes = {
  light: {
    surface: '#fdfefb',
    sunken: '#eaeae3',
    text: '#132320',
    faint: '#52605a',
    edge: '#d9dad1',
    colours: colours([
      ['#2b3a36', '#eceee7'],
      ['#7e6508', '#fdeb9f'],
      ['#a95703', '#fedbc4'],
      ['#b9455f', '#fdd8dc'],
      ['#8c54b2', '#eedaff'],
      ['#246dc1', '#d2e5fd'],
      ['#0f797e', '#b2f0f3'],
      ['#1b7e2a', '#caefca'],
    ]),
  },
  dark: {
    surface: '#14211e',
    sunken: '#0a1210',
    text: '#e9ede7',
    faint: '#9daba3',
    edge: '#2e3e39',
    colours: colours([
      ['#d5ddd6', '#27352f'],
      ['#ddb961', '#47370c'],
      ['#f7a974', '#50311a'],
      ['#fe9ead', '#532c32'],
      ['#d4a9f5', '#423050'],
      ['#92c1fd', '#243a57'],
      ['#4dd4db', '#014245'],
      ['#8ed28f', '#254126'],
    ]),
  },
} as const satisfies Record<string, BoardTheme>

/** The place in the palette that an object's colour stands for: there is one for any number. */
export const colourIndex = (colour: number) => colour % colourNames.length

/** The colour that an object draws with. */
export function colourOf(theme: BoardTheme, colour: number): Colour {
  const found = theme.colours[colourIndex(colour)]
  if (found === undefined) throw new RangeError('the palette has a colour for every number')
  return found
}
