import type { Measure } from './board-text.ts'

/*
 * Widths of Commissioner's letters, so that a text is broken into lines where there is no browser to measure it. Measured in
 * Chromium from @fontsource-variable/commissioner 5.3.0; one sign of the alphabet below per letter, fiftieths of its body.
 */
const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-'
const fiftieths = 50

/** Runs of letters: the first code, then widths. */
const runs: Record<400 | 600, readonly (readonly [first: number, widths: string])[]> = {
  400: [
    [0x20, 'KMTicslKTTYdMVMWhVcdedeaeeMMcccVsjgiledllOPidwmpfpidglizihiTWTeUeaeZdaUbdNNbNsdeedUXVcaobaZUNUc'],
    [
      0xa0,
      'KMZeffNbepUccAceYcUVedbMeQXcvyyUjjjjjjxieeeeOOOOlmpppppcpllllhfeaaaaaapZaaaaNNNNedeeeeececcccaea' +
        'jajajaiZiZiZiZldldeaeaeaeaealblblblbldldONONONONONeePNibbdNdNdNdUdPmdmdmdemdpepepe2viUiUiUdXdXdX' +
        'dXgVgVgVlclclclclclczohahiZiZiZe',
    ],
    [
      0x370,
      'hcrgMMeeeeeeeeMeeeeeeejMhoQeqeiqPjgckeilpOijwmhplfegghriqpOhfZdPcfeZeZYdePbbdZYefdZgYckbkmPcecmh' +
        'eeeeeeeceeeeeeeeeepnfahWbbhdjZYTeeeeeeeeeeeeeeee',
    ],
    [0x400, 'eeqcidOOP32qimiljfgcne0dmmimwlplfigirimi02otfi2haebWdaoYddbdkcecdZYanbdbqqfkaZpaaacWZXNNNqqdbdad'],
    [0x2010, 'eeedneeeMMMeUUUedeVeRhj'],
  ],
  600: [
    [0x20, 'KNVjdumLUUYeMVNXhWcdedfbffNNdddWsjhiledlmPQidwmpgpiegkj0jiiUXUfVeaeYdaUbdOOcNsdeedUXVcbpcbZWOWd'],
    [
      0xa0,
      'KNYeggOceoUfdAdeZdVVedcNeRXfx00VjjjjjjxieeeePPPPlmpppppdpkkkkigfaaaaaaoYaaaaOOOOedeeeeedeccccbeb' +
        'jajajaiYiYiYiYleldeaeaeaeaealblblblbmdmdPOPOPOPOPOeeQOiccdNdNdOdWeRmdmdmdemdpepepe2uiUiUiUeXeXeX' +
        'eXgVgVgVkckckckckckc0pibiiZiZiZe',
    ],
    [
      0x370,
      'hcrgNNeeeeeeeeNeeeeeeejNhoSeqejrQjhdleimpPikwmhplgehgisjspPieZdQceeaeZYdeQccdaZegdYgZcmcmnQcecnh' +
        'eeeeeeedeeeeeeeeeesqkdlWfdiekabXeeeeeeeeeeeeeeee',
    ],
    [0x400, 'eeqdiePPQ32rimjljghdoe1dmmimwmplgigjsjni13ovgi3iaebWeaqYddcdldeddYYbocebqrgmbZqbaadWZXOOOrqdcdbd'],
    [0x2010, 'eeeeoeeeMMMeWWWedeVeRhm'],
  ],
}

function tableOf(weight: 400 | 600): ReadonlyMap<number, number> {
  const table = new Map<number, number>()
  for (const [first, widths] of runs[weight])
    for (const [at, sign] of Array.from(widths).entries()) table.set(first + at, signs.indexOf(sign) / fiftieths)
  return table
}

const tables = { 400: tableOf(400), 600: tableOf(600) }

/** What other scripts come to on average; those that fill a square, and pictures. */
const otherWidth = 0.6
const squareWidth = 1
const isSquare = (code: number) => code >= 0x1100 && (code >= 0x1f000 || (code >= 0x2e80 && code < 0xfe00))

/** Marks that stand above or below another letter, and joiners. */
const hasNoWidth = (code: number) =>
  (code >= 0x300 && code <= 0x36f) || code === 0x200d || (code >= 0xfe00 && code <= 0xfe0f)

/** Measures by table: the same everywhere, within some hundredths of what a browser draws. */
export const measureByTable: Measure = (text, { size, weight }) => {
  let width = 0
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0
    if (!hasNoWidth(code)) width += tables[weight].get(code) ?? (isSquare(code) ? squareWidth : otherWidth)
  }
  return width * size
}
