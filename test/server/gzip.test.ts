import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

const long = '/api/openapi.json'
const ask = (path: string, accepted?: string) =>
  house.app.request(path, accepted === undefined ? {} : { headers: { 'Accept-Encoding': accepted } })

it('what is read over the API is a fraction of its size for who takes gzip, and says so', async () => {
  const [plain, packed] = [await ask(long), await ask(long, 'gzip, deflate, br')]
  const [words, bytes] = [await plain.text(), Buffer.from(await packed.arrayBuffer())]
  expect(packed.headers.get('Content-Encoding')).toBe('gzip')
  expect(packed.headers.get('Vary')).toContain('Accept-Encoding')
  expect(packed.headers.get('Content-Type')).toBe(plain.headers.get('Content-Type'))
  expect(gunzipSync(bytes).toString()).toBe(words)
  expect(bytes.length).toBeLessThan(words.length / 4)
})

it('who does not take it gets the words as they are', async () => {
  for (const accepted of [undefined, 'br']) {
    const answer = await ask(long, accepted)
    expect(answer.headers.get('Content-Encoding')).toBeNull()
    expect(JSON.parse(await answer.text())).toHaveProperty('paths')
  }
})

it('a short answer, and an error, stay as they are', async () => {
  const [session, missing] = [await ask('/api/session', 'gzip'), await ask('/api/nowhere', 'gzip')]
  for (const answer of [session, missing]) expect(answer.headers.get('Content-Encoding')).toBeNull()
  expect(await missing.json()).toMatchObject({ error: { code: 'not_found' } })
})
