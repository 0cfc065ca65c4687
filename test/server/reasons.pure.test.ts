import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { statusOf } from '#server/kit/errors.ts'

const root = join(import.meta.dirname, '../..')
const words = (language: string) =>
  ['errors', 'staff-errors'].flatMap((name) =>
    Object.keys(JSON.parse(readFileSync(join(root, `client/locales/${language}/${name}.json`), 'utf8'))),
  )

function sources() {
  return readdirSync(join(root, 'server'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, 'server', name), 'utf8'))
}

/** Reasons as the server's sources write them: second argument of an AppError, of a field, of a zod check. */
const shapes = [
  /new AppError\(\s*'[a-z_]+',\s*'([a-z_]+)'/g,
  /reason: '([a-z_]+)'/g,
  /\berror: '([a-z_]+)'/g,
  /tooLarge\('([a-z_]+)'\)/g,
]

describe('the sentences of errors', () => {
  it.each(['en', 'fr', 'de'])('has words for every reason the server gives, in %s', (language) => {
    const known = new Set(words(language))
    const given = sources().flatMap((text) =>
      shapes.flatMap((shape) => [...text.matchAll(shape)].map((match) => match[1] ?? '')),
    )
    expect(given.length).toBeGreaterThan(30)
    expect([...new Set([...given, ...Object.keys(statusOf)])].filter((reason) => !known.has(reason))).toEqual([])
  })
})
