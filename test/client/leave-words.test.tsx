import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { NewOfferPage } from '#client/offers/offer-form-page.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { hands, openScreen } from '#test/helpers/client-screen.tsx'

/** Who leaves a form with words in it is asked first, in a dialog and on a screen. */

const { field, press, escape, soon, until } = hands
/** The question comes a moment after the first words. */
const type = async (at: string, words: string) => {
  await hands.type(at, words)
  await import('#client/ui/unsaved-words.tsx')
  await hands.drawn()
}
let screen: Awaited<ReturnType<typeof openScreen>>
afterEach(() => screen.close())

const question = 'Leave without what is not saved?'
const dialogs = () => document.querySelectorAll('[role="dialog"], [role="alertdialog"]').length

function Letter({ onSent }: { onSent: () => void }) {
  const [words, setWords] = useState('')
  return (
    <OnlineForm
      sending={{ error: null, isPending: false }}
      submitLabel="Send"
      hasWords={words !== ''}
      onSubmit={onSent}
    >
      <TextArea label="Words" value={words} onChange={setWords} />
    </OnlineForm>
  )
}
const Letters = () => (
  <Dialog title="A letter" isForWriting trigger={<Button>Write</Button>}>
    {(close) => <Letter onSent={close} />}
  </Dialog>
)
async function write(words: string) {
  screen = await openScreen({ screen: Letters })
  await press('Write')
  await soon(() => expect(dialogs()).toBe(1))
  await type('textarea', words)
}

test('a dialog with words in it is closed only by who says so', async () => {
  await write('Two rivers?')
  await press('Close')
  await until(question)
  await press('Stay here')
  await soon(() => expect(dialogs()).toBe(1))
  expect(field('textarea').value).toBe('Two rivers?')
  await escape()
  await until(question)
  await press('Leave without it')
  await soon(() => expect(dialogs()).toBe(0))
})

test('without words, and when they are sent, it closes at once', async () => {
  await write('Two rivers?')
  await press('Send')
  await soon(() => expect(dialogs()).toBe(0))
  await press('Write')
  await soon(() => expect(dialogs()).toBe(1))
  await press('Close')
  await soon(() => expect(dialogs()).toBe(0))
})

test('a screen with words in it is left only by who says so', async () => {
  screen = await openScreen({
    screen: NewOfferPage,
    known: [[['countries'], { countries: [] }]],
  })
  await type('textarea', 'We measure.')
  await screen.go('/')
  await until(question)
  await press('Stay here')
  expect(field('textarea').value).toBe('We measure.')
  await screen.go('/')
  await until(question)
  await press('Leave without it')
  await until('Elsewhere')
})
