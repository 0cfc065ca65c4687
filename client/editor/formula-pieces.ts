/** What a formula is put together from by buttons, for those who know no LaTeX. */

/** A place still to be filled: drawn as an empty box. */
export const gap = '□'

export interface Typed {
  text: string
  start: number
  end: number
}

/** What a button writes, in LaTeX, and what stands on it. */
export const pieces = {
  fraction: { face: 'a⁄b', latex: `\\frac{${gap}}{${gap}}` },
  root: { face: '√', latex: `\\sqrt{${gap}}` },
  power: { face: 'xⁿ', latex: `^{${gap}}`, on: true },
  index: { face: 'xₙ', latex: `_{${gap}}`, on: true },
  brackets: { face: '( )', latex: `\\left(${gap}\\right)` },
  sum: { face: '∑', latex: `\\sum_{${gap}}^{${gap}}` },
  vector: { face: '→', latex: `\\vec{${gap}}` },
  matrix: { face: '[⋮⋮]', latex: `\\begin{pmatrix}${gap}&${gap}\\\\${gap}&${gap}\\end{pmatrix}` },
} as const

export const signs = {
  plus: { face: '+', latex: '+' },
  minus: { face: '−', latex: '-' },
  times: { face: '×', latex: '\\times ' },
  dot: { face: '·', latex: '\\cdot ' },
  divide: { face: '÷', latex: '\\div ' },
  plusMinus: { face: '±', latex: '\\pm ' },
  equal: { face: '=', latex: '=' },
  unequal: { face: '≠', latex: '\\neq ' },
  about: { face: '≈', latex: '\\approx ' },
  less: { face: '<', latex: '<' },
  greater: { face: '>', latex: '>' },
  lessEqual: { face: '≤', latex: '\\leq ' },
  greaterEqual: { face: '≥', latex: '\\geq ' },
  infinite: { face: '∞', latex: '\\infty ' },
  arrow: { face: '⇒', latex: '\\Rightarrow ' },
  member: { face: '∈', latex: '\\in ' },
} as const

export const greek = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  theta: 'θ',
  lambda: 'λ',
  mu: 'μ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  omega: 'ω',
  Delta: 'Δ',
  Omega: 'Ω',
} as const

export const idsOf = <T extends object>(table: T) =>
  Object.keys(table).filter((id): id is keyof T & string => id in table)

/** A power or an index needs something to stand on: what is before the caret, or a box. */
const standsOn = /[\p{L}\p{N})}\]□]\s*$/u

/** Puts a piece where the caret is. What was chosen goes into its first box, and the next box is chosen. */
export function putPiece({ text, start, end }: Typed, latex: string, isOn = false): Typed {
  const [before, chosen, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)]
  const filled = isOn
    ? (chosen || (standsOn.test(before) ? '' : gap)) + latex
    : chosen === '' || chosen === gap
      ? latex
      : latex.replace(gap, () => chosen)
  const put = before + filled + after
  return choose(put, start, start + filled.length)
}

/** The first box in a part of the text, or the end of that part. */
function choose(text: string, from: number, to: number): Typed {
  const at = text.slice(from, to).indexOf(gap)
  return at === -1 ? { text, start: to, end: to } : { text, start: from + at, end: from + at + gap.length }
}

/** The next box after the caret, from the start again behind the last; the end where none is left. */
export function nextGap({ text, end }: Typed): Typed {
  const later = text.indexOf(gap, end)
  const at = later === -1 ? text.indexOf(gap) : later
  return at === -1 ? { text, start: text.length, end: text.length } : { text, start: at, end: at + gap.length }
}
