import katex from 'katex'
import 'katex/dist/katex.min.css'
import { gap } from './formula-pieces.ts'

/** The library has no letter for a box, but a command. */
const drawn = (latex: string) => latex.replaceAll(gap, '\\square ')

/** Draws a formula as DOM (styles by CSSOM, which the content policy allows) with MathML for screen readers. */
export function renderFormula(into: HTMLElement, latex: string, isInline: boolean) {
  katex.render(drawn(latex), into, {
    displayMode: !isInline,
    throwOnError: false,
    trust: false,
    maxExpand: 200,
    maxSize: 20,
    strict: false,
  })
}

/** What is wrong with a formula: a command that nobody knows, something left open, or the place where it goes wrong. */
type FormulaProblem = { kind: 'command'; command: string } | { kind: 'open' } | { kind: 'place'; place: string }

const unknownCommand = /Undefined control sequence: (\\\S+)/
const leftOpen = /got 'EOF'|Unexpected end of input|Expected '?(?:\}|\\right|\\end)|Missing \\end|No matching/

/** KaTeX says it in English words; only what they are about is taken from them. */
export function formulaProblem(latex: string): FormulaProblem | null {
  try {
    katex.renderToString(drawn(latex), { throwOnError: true, trust: false, maxExpand: 200, strict: false })
    return null
  } catch (error) {
    const said = error instanceof Error ? error.message : ''
    const command = unknownCommand.exec(said)?.[1]
    if (command !== undefined) return { kind: 'command', command }
    if (leftOpen.test(said)) return { kind: 'open' }
    const at = error instanceof katex.ParseError ? error.position : 0
    return { kind: 'place', place: latex.slice(Math.max(0, at - 5), at + 10) }
  }
}
