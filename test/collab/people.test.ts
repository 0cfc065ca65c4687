import { expect, it } from 'vitest'
import type { Connection } from '#collab/relay/connection.ts'
import { People } from '#collab/relay/people.ts'

/** Guarantee: all that the room's people are asked for is whose a connection is. */
const connection = (userId: string) => ({ grant: { userId } }) as Connection

it('knows whose connections there are, the longest here first, and forgets who goes', () => {
  const people = new People()
  const [phone, laptop, other] = [connection('nora'), connection('nora'), connection('ben')]
  for (const one of [phone, laptop, other, phone]) people.add(one)
  expect([people.size, people.of('nora'), people.of('ben')]).toEqual([3, [phone, laptop], [other]])
  expect([people.delete(phone), people.delete(phone)]).toEqual([true, false])
  expect([people.of('nora'), people.of('nobody'), [...people]]).toEqual([[laptop], [], [laptop, other]])
  people.delete(laptop)
  expect(people.of('nora')).toEqual([])
})
