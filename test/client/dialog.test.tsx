import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { loadMessages } from '#client/locales/locales.ts'
import { MessagesProvider } from '#client/locales/messages.tsx'
import { Dialog } from '#client/ui/dialog.tsx'

/** How a dialog goes, and how it does not. */

let screen: HTMLDivElement
let root: Root
beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  screen = document.createElement('div')
  document.body.append(screen)
  root = createRoot(screen)
  await loadMessages.en()
})
afterEach(async () => {
  await act(async () => root.unmount())
  screen.remove()
  vi.unstubAllGlobals()
})

const onOpenChange = vi.fn()
async function show(isForWriting: boolean) {
  onOpenChange.mockClear()
  await act(async () =>
    root.render(
      <MessagesProvider locale="en">
        <Dialog title="A letter" isOpen onOpenChange={onOpenChange} isForWriting={isForWriting}>
          <textarea />
        </Dialog>
      </MessagesProvider>,
    ),
  )
  await vi.waitFor(() => expect(document.querySelector('textarea')).not.toBeNull())
}

const clickBeside = () =>
  act(async () => {
    for (const kind of ['pointerdown', 'pointerup', 'click'])
      document.querySelector('[data-print="no"]')?.dispatchEvent(new MouseEvent(kind, { bubbles: true, button: 0 }))
  })

test('a click beside a dialog closes it', async () => {
  await show(false)
  await clickBeside()
  expect(onOpenChange).toHaveBeenCalledWith(false)
})

test('one in which much is written stays, and its button closes it', async () => {
  await show(true)
  await clickBeside()
  expect(onOpenChange).not.toHaveBeenCalled()
  await act(async () => document.querySelector<HTMLElement>('[role="dialog"] button')?.click())
  expect(onOpenChange).toHaveBeenCalledWith(false)
})
