import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Editor } from '@tiptap/core'
import { StarterKit } from '@tiptap/starter-kit'
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AddPupils } from '#client/classrooms/add-pupils.tsx'
import { MathematicsDialog } from '#client/editor/mathematics-dialog.tsx'
import { MessagesProvider } from '#client/locales/messages.tsx'

let screen: HTMLDivElement
let root: Root

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  screen = document.createElement('div')
  document.body.append(screen)
  root = createRoot(screen)
})
afterEach(async () => {
  await act(async () => root.unmount())
  screen.remove()
})

/** The words of a language come later than the first drawing. */
async function show(children: ReactNode) {
  await act(async () =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <MessagesProvider locale="en">{children}</MessagesProvider>
      </QueryClientProvider>,
    ),
  )
  await vi.waitFor(async () => {
    await act(async () => {})
    expect(document.querySelector('form')).not.toBeNull()
  }, 10_000)
}

/** By the button, which could not be pressed before. */
const press = (name: string) =>
  act(async () => {
    const button = [...document.querySelectorAll('button')].find((one) => one.textContent?.includes(name))
    expect(button?.disabled).toBe(false)
    button?.closest('form')?.requestSubmit(button)
  })
const wrong = () => document.querySelector('[data-invalid] textarea')

test('an empty formula is put nowhere, and its field says that it is missing', async () => {
  const editor = new Editor({ extensions: [StarterKit] })
  const onClose = vi.fn()
  await show(<MathematicsDialog editor={editor} isInline latex="" isNew onClose={onClose} />)
  expect(wrong()).toBeNull()
  await press('Put in the page')
  expect(document.body.textContent).toContain('Write a formula first.')
  expect(document.activeElement).toBe(wrong())
  expect(onClose).not.toHaveBeenCalled()
  editor.destroy()
})

test('a list without a name is not sent, and its field says what is missing', async () => {
  const asked = vi.spyOn(globalThis, 'fetch')
  await show(<AddPupils classroomId="4b1f6a3e-8f6e-4f7e-9d3a-1f2e3d4c5b6a" onDone={() => {}} />)
  await press('Check the list')
  expect(document.body.textContent).toContain('Put in at least one name.')
  expect(document.activeElement).toBe(wrong())
  expect(asked).not.toHaveBeenCalled()
  asked.mockRestore()
})
