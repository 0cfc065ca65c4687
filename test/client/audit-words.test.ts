import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import de from '#client/locales/de/schools.json'
import en from '#client/locales/en/schools.json'
import fr from '#client/locales/fr/schools.json'

/** The audit never shows a key: whatever the server writes into it has words in every language. */

const files = readdirSync('server', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
const written = files.flatMap((name) => {
  const text = readFileSync(join('server', name), 'utf8')
  return [...text.matchAll(/action(?:: |: [^,\n]*?\? |: [^,\n]*? : )'([a-z_]+\.[a-z_]+)'/g)].map(
    (match) => match[1] ?? '',
  )
})

/** Of no school, so in nobody's list; and the names of rights, which are asked and not written. */
const elsewhere = [
  'key.replaced',
  'audit.tied',
  'board.vote',
  'document.create_any',
  'document.hand_out',
  'document.manage',
  'extract.take',
  'version.restore',
  'approval.advise',
  'help.answer',
  'message.answer',
  'office.read',
]
/** Put together from a state. */
const composed = [
  ...['document.opened', 'document.frozen', 'document.removed', 'vote.counted', 'vote.called_off'],
  ...['board.locked', 'board.unlocked', 'board.approval_asked', 'board.approval_ended'],
]

it.each(Object.entries({ de, en, fr }))('every line of the audit has words (%s)', (_locale, catalogue) => {
  const actions = [...new Set([...written, ...composed])].filter((action) => !elsewhere.includes(action))
  expect(actions.length).toBeGreaterThan(40)
  expect(actions.filter((action) => !(`did_${action.replaceAll('.', '_')}` in catalogue))).toEqual([])
})
