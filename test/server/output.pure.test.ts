import { existsSync, openSync } from 'node:fs'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { logDestination } from '#server/log.ts'

const full = '/dev/full'

test.skipIf(!existsSync(full))('what is logged onto a full disk is lost, and whoever logs goes on', () => {
  const log = pino({ level: 'info' }, logDestination(openSync(full, 'w')))
  expect(() => {
    for (let line = 0; line < 2_000; line++) log.info({ line, words: 'x'.repeat(1_000) }, 'nobody reads this')
  }).not.toThrow()
})
