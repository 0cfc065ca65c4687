import { messageType } from '#collab/protocol.ts'
import { expect, freshPage, teachers, test, textOf, wordsOf } from './fixtures.ts'

/** What comes down a line, as it came: how many messages of this type, and all their bytes. */
interface Received {
  packed: number
  bytes: number
}

test('a long page is opened with a fraction of its bytes, and two go on writing in it', async ({
  enter,
  enterPupil,
  server,
}) => {
  const sentence = 'The lighthouse keeper counts the ships that pass at night. '
  const words = sentence.repeat(400)
  const claire = await enter(teachers.claire)
  const address = await freshPage(claire, server.origin, 'The whole winter')
  await claire.goto(address)
  await textOf(claire).click()
  await claire.keyboard.insertText(words)
  await expect(claire.getByText('Saved', { exact: true })).toBeVisible()

  const pupil = await enterPupil('Alix M.')
  const received: Received = { packed: 0, bytes: 0 }
  pupil.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      if (typeof payload === 'string') return
      received.bytes += payload.length
      if (payload[0] === messageType.packed) received.packed += 1
    }),
  )
  await pupil.goto(address)
  await expect.poll(() => wordsOf(pupil)).toBe(words)
  expect(received.packed).toBeGreaterThan(0)
  expect(received.bytes).toBeLessThan(words.length / 4)

  // Its beginning is in sight, and the caret waits at its end.
  await expect(textOf(pupil)).toBeFocused()
  await expect.poll(() => textOf(pupil).evaluate((text) => text.getBoundingClientRect().top)).toBeGreaterThan(0)
  await pupil.keyboard.type('And then it is spring.')
  await expect.poll(() => wordsOf(claire)).toBe(`${words}And then it is spring.`)
  await expect(pupil.getByText('Saved', { exact: true })).toBeVisible()
})
