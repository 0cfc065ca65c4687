import { expect, it } from 'vitest'
import { hashPassword, isPassword } from '#server/auth/passwords.ts'

it('passwords that one tries without end are looked at behind those of everybody else, and refused beyond a number', async () => {
  const password = 'four quiet rivers meet'
  const hash = await hashPassword(password)
  let looked = 0
  const guess = async (at: number) => {
    await isPassword(hash, `guess ${at}`, 'mallory')
    looked++
  }
  const guesses = Promise.allSettled(Array.from({ length: 60 }, (_, at) => guess(at)))
  expect(await isPassword(hash, password, 'claire')).toBe(true)
  expect(looked).toBeLessThan(10)
  const refused = (await guesses).flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(refused).toHaveLength(18)
  for (const reason of refused) expect(reason).toMatchObject({ code: 'too_many' })
  expect(looked).toBe(42)
})
