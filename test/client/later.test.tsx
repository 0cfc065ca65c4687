import { act, type ComponentType, Suspense, useState } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MessagesProvider } from '#client/locales/messages.tsx'
import { later, Nothing } from '#client/ui/later.tsx'
import { ToastRegion } from '#client/ui/toast-region.tsx'

/** Without a line a part of a screen may not be on the device: what is on the screen stays there. */

let screen: HTMLDivElement
let root: Root
beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  screen = document.createElement('div')
  document.body.append(screen)
  root = createRoot(screen)
})
afterEach(async () => {
  await act(async () => root.unmount())
  screen.remove()
  vi.unstubAllGlobals()
})

interface PartProps {
  onClose: () => void
}
const isAway = () => Promise.reject<ComponentType<PartProps>>(new TypeError('Failed to fetch'))

async function openIn(Part: ComponentType<PartProps>) {
  function Page() {
    const [isOpen, setIsOpen] = useState(true)
    return (
      <>
        <p>What one wrote</p>
        <Suspense>{isOpen && <Part onClose={() => setIsOpen(false)} />}</Suspense>
        <output>{isOpen ? 'open' : 'closed'}</output>
        <ToastRegion />
      </>
    )
  }
  await act(async () =>
    root.render(
      <MessagesProvider locale="en">
        <Page />
      </MessagesProvider>,
    ),
  )
  await vi.waitFor(async () => {
    await act(async () => {})
    expect(screen.textContent).toContain('What one wrote')
  })
}

test('a dialog that does not come is said once and closed, and the screen stays', async () => {
  await openIn(later(isAway))
  await vi.waitFor(() => expect(screen.querySelector('output')?.textContent).toBe('closed'))
  expect(document.body.textContent.match(/This part is not on this device/g)).toHaveLength(1)
  expect(screen.textContent).toContain('What one wrote')
})

test('what can be done without leaves its place empty, unsaid', async () => {
  await openIn(later(isAway, Nothing))
  expect(screen.querySelector('output')?.textContent).toBe('open')
  expect(screen.textContent).toContain('What one wrote')
})

test('what comes is there', async () => {
  await openIn(
    later(async () => ({ onClose }: PartProps) => <button onClick={onClose}>Close</button>),
  )
  await act(async () => screen.querySelector('button')?.click())
  expect(screen.querySelector('output')?.textContent).toBe('closed')
})
