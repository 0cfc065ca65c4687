import { Writable } from 'node:stream'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { tellError } from '#server/log.ts'

/** In the shape of the query builder's error around the driver's. */
function failedQuery() {
  const cause = Object.assign(new Error('could not extend file: No space left on device'), {
    code: '53100',
    detail: 'Key (name)=(Lina Moreau) already exists.',
    parameters: ['Lina Moreau'],
  })
  const message = 'Failed query: insert into document_log values ($1)\nparams: Lina Moreau wrote this'
  return Object.assign(new Error(message, { cause }), { query: 'insert', params: ['Lina Moreau wrote this'] })
}

test.each(['err', 'error'])('a failed query tells the log under %s why, and nothing of what somebody wrote', (key) => {
  let written = ''
  const sink = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk)
      done()
    },
  })
  pino({ serializers: { err: tellError, error: tellError } }, sink).error({ [key]: failedQuery() }, 'append failed')
  expect(written).not.toContain('Lina')
  expect(written).toContain('No space left on device')
  expect(written).toContain('53100')
  expect(written).toContain('log.pure.test')
})
