import { act, type ReactNode, useState } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ShapePicker } from '#client/auth/shape-picker.tsx'
import { CheckedRows } from '#client/classrooms/checked-rows.tsx'
import { MessagesProvider } from '#client/locales/messages.tsx'
import { SkipLinks } from '#client/session/skip-link.tsx'
import { useTakesFocus } from '#client/ui/use-takes-focus.ts'
import { useRegionKeys } from '#client/ui/use-region-keys.ts'
import { useWorkPlace } from '#client/ui/work-place.ts'

/** The keyboard never falls to the top of the page, and gets from there to where one works. */

let screen: HTMLDivElement
let root: Root
beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  // Nothing is laid out here: what is in the page counts as shown.
  const shown = Object.assign([new DOMRect()], { item: () => null })
  vi.spyOn(Element.prototype, 'getClientRects').mockReturnValue(shown)
  screen = document.createElement('div')
  document.body.append(screen)
  root = createRoot(screen)
})
afterEach(async () => {
  await act(async () => root.unmount())
  screen.remove()
  vi.restoreAllMocks()
})

async function show(children: ReactNode) {
  await act(async () => root.render(<MessagesProvider locale="en">{children}</MessagesProvider>))
  await vi.waitFor(async () => {
    await act(async () => {})
    expect(screen.innerHTML).not.toBe('')
  }, 10_000)
}

/** A button that is gone with what it did. */
function Step({ next }: { next: ReactNode }) {
  const [isDone, setIsDone] = useState(false)
  return isDone ? next : <button onClick={() => setIsDone(true)}>Go on</button>
}
const goOn = () =>
  act(async () => {
    const button = screen.querySelector('button')
    button?.focus()
    button?.click()
  })

const rowsOf = (...lines: [name: string, error?: string][]) =>
  lines.map(([name, error], line) => ({
    ...{ line, input: name, name, isKept: true, isMended: false, hasName: true, namesakeOf: null },
    errors: error === undefined ? [] : [error],
  }))

test('after a list was checked the keyboard is in the first field that is wrong', async () => {
  await show(
    <Step next={<CheckedRows rows={rowsOf(['Alix M.'], ['x'.repeat(99), 'row_too_long'])} onChange={() => {}} />} />,
  )
  await goOn()
  expect(document.activeElement).toBe(screen.querySelector('[data-invalid] input'))
})

test('after a list without a fault was checked the keyboard is in it', async () => {
  await show(<Step next={<CheckedRows rows={rowsOf(['Alix M.'])} onChange={() => {}} />} />)
  await goOn()
  expect(document.activeElement).toBe(screen.querySelector('input'))
})

test('somebody who is elsewhere is not called away by what comes', async () => {
  const list = <CheckedRows rows={rowsOf(['Alix M.'])} onChange={() => {}} />
  function Elsewhere() {
    const [isThere, setIsThere] = useState(false)
    return (
      <>
        <input id="elsewhere" onFocus={() => setIsThere(true)} />
        {isThere && list}
      </>
    )
  }
  await show(<Elsewhere />)
  const field = document.getElementById('elsewhere')
  await act(async () => field?.focus())
  expect(screen.querySelectorAll('input').length).toBeGreaterThan(1)
  expect(document.activeElement).toBe(field)
})

function Work({ kind }: { kind: 'text' | 'message' }) {
  useWorkPlace(kind, () => document.getElementById(kind)?.focus())
  return <textarea id={kind} />
}

test('the first stops of the Tab key lead to where one works, while there is such a place, and tell of F6', async () => {
  await show(
    <>
      <SkipLinks hasRegions />
      <Work kind="text" />
      <Work kind="message" />
    </>,
  )
  const stops = [...screen.querySelectorAll<HTMLElement>('a, button')]
  expect(stops.map((stop) => stop.textContent)).toEqual(['Skip to the page', 'To the text', 'To the message field'])
  expect(document.getElementById(stops[0]?.getAttribute('aria-describedby') ?? '')?.textContent).toContain('F6')
  await act(async () => stops[2]?.click())
  expect(document.activeElement?.id).toBe('message')
  await show(<SkipLinks hasRegions />)
  expect(screen.querySelectorAll('a, button')).toHaveLength(1)
})

function Regions() {
  useRegionKeys()
  return (
    <>
      <header data-region="places">
        <button>Home</button>
      </header>
      <main data-region="main">
        <div data-region="log">
          <button>Message</button>
        </div>
      </main>
    </>
  )
}

test('F6 goes through the parts of a screen, and not to one that is made of parts', async () => {
  await show(<Regions />)
  const seen: (string | null | undefined)[] = []
  for (let turn = 0; turn < 3; turn += 1) {
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'F6', cancelable: true }))
    seen.push(document.activeElement?.textContent)
  }
  expect(seen).toEqual(['Home', 'Message', 'Home'])
})

function Shapes() {
  const [place, setPlace] = useState<HTMLDivElement | null>(null)
  return <div ref={setPlace}>{place && <Picked place={place} />}</div>
}
function Picked({ place }: { place: HTMLDivElement }) {
  useTakesFocus({ current: place }, 'input:checked')
  return <ShapePicker name="Alix M." value={1} onChange={() => {}} />
}

test('who said that it is them chooses their shape without looking for it', async () => {
  await show(<Step next={<Shapes />} />)
  await goOn()
  expect(document.activeElement).toBe(screen.querySelector('input:checked'))
})
