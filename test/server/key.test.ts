import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFingerprint, judgeKey, noteKey, refusalWords } from '#server/key/judge-key.ts'
import { fingerprintOf, readSecretKey } from '#server/key/secret-key.ts'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeStaff } from '#test/helpers/factories.ts'

let house: TestApp
beforeAll(async () => void (house = await openTestApp()))
afterAll(() => house.close())

const keyOf = (text: string) => readSecretKey(text.padEnd(32, '.'), '/nowhere')
const newKey = () => readSecretKey(undefined, '/nowhere')

test('data is started with its own key alone, and the words say what is safe and what to do', async () => {
  const own = keyOf('own')
  expect(await judgeKey(house.db, newKey())).toEqual({ kind: 'first' })
  await makeStaff(house.db)
  expect(await judgeKey(house.db, newKey())).toEqual({ kind: 'missing', expected: null })
  expect(await judgeKey(house.db, own)).toEqual({ kind: 'first' })
  await noteKey(house.db, own, { now: house.deps.now(), isReplaced: false })

  expect(await judgeKey(house.db, own)).toEqual({ kind: 'fits' })
  const expected = fingerprintOf(own.bytes)
  expect(await findFingerprint(house.db)).toBe(expected)
  expect(await judgeKey(house.db, newKey())).toEqual({ kind: 'missing', expected })
  const other = await judgeKey(house.db, keyOf('other'))
  expect(other).toEqual({ kind: 'different', expected })
  const words = 'expected' in other ? refusalWords(other, keyOf('other')) : ''
  expect(words).toMatch(/What is safe: nothing was changed[\s\S]*put the key back[\s\S]*--accept-new-key/)
  expect(words).not.toContain(own.text)
})
