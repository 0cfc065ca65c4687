import { expect, test } from 'vitest'
import { judgeTries } from './second-tries.mjs'

const spec = (title: string, status: string) => ({ title, tests: [{ status, results: [{ duration: 1 }] }] })
const files = [
  {
    title: 'chat.spec.ts',
    specs: [spec('words arrive', 'expected'), spec('a picture arrives', 'flaky')],
    suites: [{ title: 'at night', specs: [spec('words wait', 'flaky'), spec('words are read', 'unexpected')] }],
  },
]

test('a browser test that needed its second try fails the run', () => {
  expect(judgeTries(files, {})).toEqual({
    failures: [
      'needed a second try, and is not listed: chat.spec.ts › a picture arrives',
      'needed a second try, and is not listed: chat.spec.ts › words wait',
    ],
    notes: [],
  })
})

test('one that is listed does not, and is named with its reason', () => {
  const listed = { 'chat.spec.ts › a picture arrives': 'the codec', 'chat.spec.ts › words wait': 'the clock' }
  const { failures, notes } = judgeTries(files, listed)
  expect(failures).toEqual([])
  expect(notes).toHaveLength(2)
  expect(notes[0]).toBe('needed a second try, as listed: chat.spec.ts › a picture arrives (the codec)')
})

test('a list that names no test is out of date, and fails the run', () => {
  const listed = { 'chat.spec.ts › a picture arrives': '', 'chat.spec.ts › words wait': '', 'chat.spec.ts › gone': '' }
  expect(judgeTries(files, listed).failures).toEqual(['listed for a second try, and no test: chat.spec.ts › gone'])
})
