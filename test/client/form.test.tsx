import { act, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ApiError } from '#client/api.ts'
import { MessagesProvider } from '#client/locales/messages.tsx'
import { Form } from '#client/ui/form.tsx'
import { NumberField } from '#client/ui/number-field.tsx'
import { TextField } from '#client/ui/text-field.tsx'

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

const show = (children: ReactNode) =>
  act(async () => {
    root.render(<MessagesProvider locale="en">{children}</MessagesProvider>)
    await import('virtual:messages/en')
  })

const field = (label: string) => {
  const of = [...document.querySelectorAll('label')].find((one) => one.textContent === label)
  const input = document.getElementById(of?.htmlFor ?? '')
  if (!(input instanceof HTMLInputElement)) throw new Error(`no field ${label}`)
  return input
}
const isWrong = (label: string) => field(label).getAttribute('aria-invalid') === 'true'
const submit = (form = screen.querySelector('form')) =>
  act(async () => void form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })))

interface RoomProps {
  name: string
  seats?: number
  error?: unknown
  onSubmit: () => void
}

/** A room, with a name and a number of seats. */
function Room({ name, seats = 20, error = null, onSubmit }: RoomProps) {
  const problems = { name: name === '' && 'Give it a name.', seats: seats > 30 && 'Too many.' }
  return (
    <Form problems={problems} error={error} onSubmit={onSubmit}>
      <TextField path="name" label="Name" value={name} onChange={() => {}} />
      <TextField path="place.town" label="Town" value="Lyon" onChange={() => {}} />
      <NumberField path="seats" label="Seats" value={seats} onChange={() => {}} />
    </Form>
  )
}
const refusal = new ApiError(400, { code: 'invalid', fields: [{ path: 'place.town', reason: 'date_order' }] })

describe('a form', () => {
  test('says nothing before somebody tries, then what is wrong with each field, and sends nothing', async () => {
    const onSubmit = vi.fn()
    await show(<Room name="" seats={40} onSubmit={onSubmit} />)
    expect(screen.textContent).not.toContain('Give it a name.')
    await submit()
    expect(screen.textContent).toContain('Give it a name.')
    expect(screen.textContent).toContain('Too many.')
    expect(isWrong('Name')).toBe(true)
    expect(onSubmit).not.toHaveBeenCalled()
  })

  test('has the focus in the first field that is wrong, at each try', async () => {
    await show(<Room name="Hall" seats={40} onSubmit={() => {}} />)
    await submit()
    expect(document.activeElement).toBe(field('Seats'))
    field('Town').focus()
    await submit()
    expect(document.activeElement).toBe(field('Seats'))
  })

  test('takes back what it said as soon as it is mended, and begins anew once it was sent', async () => {
    const onSubmit = vi.fn()
    await show(<Room name="" onSubmit={onSubmit} />)
    await submit()
    await show(<Room name="Hall" onSubmit={onSubmit} />)
    expect(screen.textContent).not.toContain('Give it a name.')
    await submit()
    expect(onSubmit).toHaveBeenCalledOnce()
    await show(<Room name="" onSubmit={onSubmit} />)
    expect(isWrong('Name')).toBe(false)
  })

  test('gives the server’s word to the field it is about, and the focus with it', async () => {
    await show(<Room name="Hall" onSubmit={() => {}} />)
    await show(<Room name="Hall" error={refusal} onSubmit={() => {}} />)
    expect(isWrong('Town')).toBe(true)
    expect(isWrong('Name')).toBe(false)
    expect(screen.textContent).toContain('The last day cannot be before the first.')
    expect(document.activeElement).toBe(field('Town'))
  })

  test('is not sent by a form in a dialog that it opened', async () => {
    const outer = vi.fn()
    const inner = vi.fn()
    await show(
      <Form onSubmit={outer}>
        {createPortal(
          <Form className="opened" onSubmit={inner}>
            picture
          </Form>,
          document.body,
        )}
      </Form>,
    )
    await submit(document.querySelector<HTMLFormElement>('.opened'))
    expect(inner).toHaveBeenCalledOnce()
    expect(outer).not.toHaveBeenCalled()
  })
})
