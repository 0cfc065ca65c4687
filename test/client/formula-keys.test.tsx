import { Editor } from '@tiptap/core'
import { StarterKit } from '@tiptap/starter-kit'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { gap, greek, nextGap, pieces, putPiece, signs } from '#client/editor/formula-pieces.ts'
import { formulaProblem } from '#client/editor/katex.ts'
import { MathematicsDialog } from '#client/editor/mathematics-dialog.tsx'
import { MessagesProvider } from '#client/locales/messages.tsx'

// KaTeX draws in pages with a doctype only, which ours have, and looks for it when it is loaded.
vi.hoisted(() => Object.defineProperty(document, 'compatMode', { configurable: true, value: 'CSS1Compat' }))

describe('a formula by buttons', () => {
  const empty = { text: '', start: 0, end: 0 }
  const typed = ({ text, start, end }: typeof empty, words: string) => ({
    text: text.slice(0, start) + words + text.slice(end),
    start: start + words.length,
    end: start + words.length,
  })

  test('is written box by box: one half needs no letter of LaTeX', () => {
    const fraction = putPiece(empty, pieces.fraction.latex)
    expect(fraction.text.slice(fraction.start, fraction.end)).toBe(gap)
    const half = typed(nextGap(typed(fraction, '1')), '2')
    expect(half.text).toBe('\\frac{1}{2}')
    expect(nextGap(half)).toEqual({ text: half.text, start: half.text.length, end: half.text.length })
  })

  test('takes what was chosen into the first box, and waits in the next', () => {
    const { text, start } = putPiece({ text: 'a+b', start: 0, end: 3 }, pieces.fraction.latex)
    expect(text).toBe(`\\frac{a+b}{${gap}}`)
    expect(start).toBe(text.indexOf(gap))
  })

  test('sets a power on what stands before it, or on a box where nothing does', () => {
    expect(putPiece({ text: 'x', start: 1, end: 1 }, pieces.power.latex, true).text).toBe(`x^{${gap}}`)
    expect(putPiece({ text: 'x+', start: 2, end: 2 }, pieces.power.latex, true).text).toBe(`x+${gap}^{${gap}}`)
    expect(putPiece({ text: 'ab', start: 0, end: 2 }, pieces.index.latex, true).text).toBe(`ab_{${gap}}`)
  })

  test('can be drawn whichever button is pressed', () => {
    const parts = [...Object.values(pieces), ...Object.values(signs)].map(({ latex }) => latex)
    const letters = Object.keys(greek).map((id) => `\\${id} `)
    for (const latex of [...parts, ...letters])
      expect(formulaProblem(putPiece({ text: 'x', start: 1, end: 1 }, latex).text), latex).toBeNull()
  })
})

describe('the window of a formula', () => {
  let screen: HTMLDivElement
  let root: Root
  let editor: Editor
  beforeEach(() => {
    Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
    screen = document.createElement('div')
    document.body.append(screen)
    root = createRoot(screen)
    editor = new Editor({ extensions: [StarterKit] })
  })
  afterEach(async () => {
    await act(async () => root.unmount())
    editor.destroy()
    screen.remove()
  })

  const field = () => {
    const found = document.querySelector('textarea')
    if (!found) throw new Error('no field')
    return found
  }
  const press = (name: string) =>
    act(async () => {
      const named = (one: Element) =>
        one.textContent?.includes(name) === true || one.getAttribute('aria-label') === name
      const button = [...document.querySelectorAll<HTMLElement>('button, [role=tab]')].find(named)
      if (!button) throw new Error(`no button ${name}`)
      button.focus()
      button.click()
    })

  test.each([
    ['en', 'Fraction', 'Next empty box', 'Greek letters', 'pi', 'A box is still empty'],
    ['fr', 'Fraction', 'Case vide suivante', 'Lettres grecques', 'pi', 'Une case est encore vide'],
    ['de', 'Bruch', 'Nächstes leeres Kästchen', 'Griechische Buchstaben', 'Pi', 'Ein Kästchen ist noch leer'],
  ] as const)(
    'has buttons with words (%s), gives the caret back, and puts no empty box into the page',
    async (...row) => {
      const [locale, fraction, next, letters, pi, stillEmpty] = row
      const onClose = vi.fn()
      await act(async () =>
        root.render(
          <MessagesProvider locale={locale}>
            <MathematicsDialog editor={editor} isInline latex="" isNew onClose={onClose} />
          </MessagesProvider>,
        ),
      )
      await vi.waitFor(async () => {
        await act(async () => {})
        expect(document.querySelector('form')).not.toBeNull()
      }, 10_000)
      await press(fraction)
      expect(document.activeElement).toBe(field())
      expect(field().value.slice(field().selectionStart, field().selectionEnd)).toBe(gap)
      await act(async () => field().form?.requestSubmit())
      expect(document.body.textContent).toContain(stillEmpty)
      expect(onClose).not.toHaveBeenCalled()
      await press(letters)
      field().setSelectionRange(6, 7)
      await press(pi)
      await press(next)
      expect(field().value).toBe(`\\frac{\\pi }{${gap}}`)
      expect(field().selectionStart).toBe(field().value.indexOf(gap))
    },
  )
})
