import { act, useRef } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'
import { useKeptFocus } from '#client/ui/use-kept-focus.ts'

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

function Freeze({ isFrozen }: { isFrozen: boolean }) {
  const place = useRef<HTMLSpanElement>(null)
  useKeptFocus(place)
  return (
    <span ref={place}>
      {isFrozen ? <button key="thaw">Let it go on</button> : <button key="freeze">Freeze</button>}
    </span>
  )
}

test('the keyboard stays on “freeze” when it becomes “let it go on”, and is not called there from elsewhere', async () => {
  const host = document.createElement('div')
  document.body.append(host)
  const root = createRoot(host)
  const show = (isFrozen: boolean) => act(async () => root.render(<Freeze isFrozen={isFrozen} />))
  const focused = () => document.activeElement?.textContent
  await show(false)
  host.querySelector('button')?.focus()
  await show(true)
  await vi.waitFor(() => expect(focused()).toBe('Let it go on'))
  await show(false)
  await vi.waitFor(() => expect(focused()).toBe('Freeze'))
  // Somebody presses elsewhere: what changes here from then on is not theirs.
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  host.querySelector('button')?.blur()
  await show(true)
  expect(document.activeElement).toBe(document.body)
  act(() => root.unmount())
  host.remove()
})

function People({ order }: { order: string[] }) {
  const place = useRef<HTMLUListElement>(null)
  useKeptFocus(place)
  return (
    <ul ref={place}>
      {order.map((name, at) => (
        <li key={`${name} ${at}`} data-part={name}>
          <button>{name}</button>
        </li>
      ))}
    </ul>
  )
}

test('in a list the keyboard stays with whom it was, wherever they stand by then', async () => {
  const host = document.createElement('div')
  document.body.append(host)
  const root = createRoot(host)
  const show = (...order: string[]) => act(async () => root.render(<People order={order} />))
  await show('Anne', 'Jonas')
  host.querySelector('button')?.focus()
  await show('Jonas', 'Anne')
  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Anne'))
  act(() => root.unmount())
  host.remove()
})
