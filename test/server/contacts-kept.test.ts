import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { contacts, messageReports } from '#db/schema/contacts.ts'
import { forgetOldTalk } from '#server/chat/forget.ts'
import {
  befriend,
  browsers,
  end,
  house,
  listed,
  put,
  read,
  say,
  texts,
  withContactCast,
} from '#test/helpers/contact-cast.ts'

/* How long what two teachers write to each other is kept. */

withContactCast()

const dayMs = 24 * 60 * 60_000
const forgetIn = (days: number) =>
  forgetOldTalk({ ...house.deps, now: () => new Date(house.clock.now().getTime() + days * dayMs) })

it('what was written a year ago is gone for both, and what came since stays', async () => {
  const id = await befriend('anna', 'berto', 'Do you look for a river?')
  await say('berto', id, 'I do.')
  await forgetIn(364)
  expect(await texts('anna', id)).toHaveLength(2)
  const { messages } = await read('anna', id)
  await forgetIn(365)
  expect([await texts('anna', id), await texts('berto', id)]).toEqual([[], []])
  // Where one has read to is still where one has read to.
  await say('anna', id, 'Hello again.')
  const [again] = (await read('berto', id)).messages
  expect([again.text, again.number > messages[0].number]).toEqual(['Hello again.', true])
  expect((await browsers.berto.get('/api/contacts/waiting')).body.unread).toBe(1)
})

it('what was reported stays until its report is settled', async () => {
  const id = await befriend('anna', 'berto', 'Do you look for a river?')
  const { message } = (await say('anna', id, 'Give me your secrets.')).body
  await browsers.berto.post(`/api/conversations/${id}/messages/${message.id}/report`, { reason: 'contact' })
  await forgetIn(400)
  expect(await texts('anna', id)).toEqual(['Give me your secrets.'])
  await house.db.update(messageReports).set({ state: 'handled', handledAt: house.clock.now() })
  await forgetIn(400)
  expect(await texts('anna', id)).toEqual([])
})

it('a conversation of which nothing is left is listed only among contacts', async () => {
  await befriend()
  await forgetIn(366)
  const conversations = async () => (await browsers.anna.get('/api/contacts')).body.conversations
  expect(await conversations()).toMatchObject([{ lastAt: null }])
  await end('anna', 'berto')
  expect(await conversations()).toEqual([])
})

it('a first letter that nobody answered loses its words, and whoever asked still asks', async () => {
  await put('anna', 'berto', 'Do you look for a river?')
  await forgetIn(364)
  expect(await listed('berto')).toEqual(['asking Anna Neri: Do you look for a river?'])
  await forgetIn(366)
  expect(await listed('berto')).toEqual(['asking Anna Neri'])
  await house.db.update(contacts).set({ words: 'Give me your secrets.' })
  await browsers.berto.post(`/api/contacts/${(await askerId()) ?? ''}/report`, { reason: 'contact' })
  await forgetIn(366)
  expect(await listed('berto')).toEqual(['asking Anna Neri: Give me your secrets.'])
})

const askerId = async () => {
  const [row] = await house.db.select({ id: contacts.userId }).from(contacts).where(eq(contacts.state, 'asked'))
  return row?.id
}
