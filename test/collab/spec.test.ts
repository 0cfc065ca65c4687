import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('every rule of the relay is cited by a test', () => {
  const here = new URL('.', import.meta.url)
  const rules = [...readFileSync(new URL('../../collab/SPEC.md', here), 'utf8').matchAll(/^\*\*(\d+)\.\*\*/gm)].map(
    (found) => Number(found[1]),
  )
  const tests = readdirSync(here).filter((name) => name.endsWith('.test.ts') && name !== 'spec.test.ts')
  const text = tests.map((name) => readFileSync(new URL(name, here), 'utf8')).join('\n')
  const cited = new Set(
    [...text.matchAll(/SPEC ((?:\d+(?:, )?)+)/g)].flatMap((found) => (found[1] ?? '').split(', ').map(Number)),
  )
  expect(rules).toEqual(rules.map((_rule, index) => index + 1))
  expect(rules.filter((rule) => !cited.has(rule))).toEqual([])
  expect([...cited].filter((rule) => !rules.includes(rule))).toEqual([])
})
