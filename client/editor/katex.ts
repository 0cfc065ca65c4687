import katex from 'katex'
import 'katex/dist/katex.min.css'

/** Draws a formula as DOM (styles by CSSOM, which the content policy allows) with MathML for screen readers. */
export function renderFormula(into: HTMLElement, latex: string, isInline: boolean) {
  katex.render(latex, into, {
    displayMode: !isInline,
    throwOnError: false,
    trust: false,
    maxExpand: 200,
    maxSize: 20,
    strict: false,
  })
}

/** What is wrong with a formula, in KaTeX's words, or null. */
export function formulaProblem(latex: string): string | null {
  try {
    katex.renderToString(latex, { throwOnError: true, trust: false, maxExpand: 200, strict: false })
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
